// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.stix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What we suggest to a peer who meets our leads, as a CACAO 2.0 playbook inside a
/// course-of-action: match, look at one's own evidence, let a person decide, and take a step that
/// can be undone. A lead alone ends nobody's service.
final class Playbook {
  /// The published extension that lets a course-of-action carry a playbook.
  private static final String CARRIER =
      "extension-definition--1e1c1bd7-c527-4215-8e18-e199e74da57c";

  private static final Duration LIFE = Duration.ofDays(180);

  private final Sender sender;
  private final Edition edition;
  private final ObjectNode workflow = Nodes.object();

  private Playbook(Sender sender, Edition edition) {
    this.sender = sender;
    this.edition = edition;
  }

  /// The course-of-action that carries it.
  static ObjectNode courseOfAction(Sender sender, Edition edition) {
    ObjectNode playbook = new Playbook(sender, edition).playbook();
    String inside = Base64.getEncoder().encodeToString(playbook.toString().getBytes(UTF_8));
    ObjectNode node = sender.object("course-of-action", "response", edition);
    node.put("name", "Look, corroborate, ask, then a step that can be undone");
    node.put("description", playbook.path("description").asString());
    node.putObject("extensions")
        .putObject(CARRIER)
        .put("type", "playbook")
        .put("extension_type", "property-extension")
        .put("playbook_id", playbook.path("id").asString())
        .put("created", Nodes.time(edition.created()))
        .put("modified", Nodes.time(edition.modified()))
        .put("playbook_standard", "cacao")
        .put("playbook_abstraction", "template")
        .put("playbook_creator", sender.id())
        .put("playbook_bin", inside)
        .put("playbook_base64", inside);
    return node;
  }

  private ObjectNode playbook() {
    ObjectNode node = Nodes.object();
    node.put("type", "playbook").put("spec_version", "cacao-2.0").put("id", id("playbook", "it"));
    node.put("name", "Graduated response to a coalition lead");
    node.put(
        "description",
        "Match, corroborate with evidence of one's own, let a person decide, take a step that can"
            + " be undone. A peer's lead alone never ends service.");
    node.set("playbook_types", Nodes.texts(List.of("mitigation")));
    node.set(
        "playbook_activities",
        Nodes.texts(List.of("match-indicator", "analyze-collected-data", "restrict-access")));
    node.put("created_by", sender.id());
    node.put("created", Nodes.time(edition.created()));
    node.put("modified", Nodes.time(edition.modified())).put("revoked", false);
    node.put("valid_until", Nodes.time(edition.modified().plus(LIFE)));
    node.set("labels", Nodes.texts(List.of("distillation", "AML.T0024.002")));
    node.putObject("playbook_variables")
        .putObject("__log10_e__")
        .put("type", "integer")
        .put("value", "0")
        .put("description", "decimal logarithm of the e-value of one's own evidence");
    steps();
    node.put("workflow_start", id("start", "start")).set("workflow", workflow);
    agents(node.putObject("agent_definitions"));
    return node;
  }

  private void steps() {
    workflow
        .putObject(id("start", "start"))
        .put("type", "start")
        .put("on_completion", id("action", "match"));
    asks(
        "match",
        "measure matched accounts on one's own evidence",
        "{\"op\":\"measure\"}",
        id("if-condition", "line"));
    workflow
        .putObject(id("if-condition", "line"))
        .put("type", "if-condition")
        .put("condition", "__log10_e__:value >= 2")
        .put("on_true", id("action", "person"))
        .put("on_false", id("action", "watch"));
    ObjectNode person =
        action(
            "person", "a person decides", id("individual", "investigator"), id("action", "step"));
    person
        .putArray("commands")
        .addObject()
        .put("type", "manual")
        .put("command", "Confirm the evidence of your own; the peer's word is no evidence.");
    asks(
        "step",
        "ask for proof of identity and slow, for 72 hours",
        "{\"op\":\"verify\",\"hours\":72}",
        id("end", "end"));
    asks("watch", "watch only", "{\"op\":\"watch\"}", id("end", "end"));
    workflow.putObject(id("end", "end")).put("type", "end");
  }

  private void asks(String key, String name, String body, String next) {
    ObjectNode command =
        action(key, name, id("http-api", "gateway"), next)
            .putArray("commands")
            .addObject()
            .put("type", "http-api")
            .put("command", "POST /v1/responses HTTP/1.1");
    command.putObject("headers").putArray("Content-Type").add("application/json");
    command.put("content_b64", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
  }

  private ObjectNode action(String key, String name, String agent, String next) {
    return workflow
        .putObject(id("action", key))
        .put("type", "action")
        .put("name", name)
        .put("agent", agent)
        .put("on_completion", next);
  }

  private void agents(ObjectNode agents) {
    ObjectNode gateway =
        agents
            .putObject(id("http-api", "gateway"))
            .put("type", "http-api")
            .put("name", "the gateway in front of the model");
    gateway.putObject("address").putArray("dname").add("gateway.example.org");
    agents
        .putObject(id("individual", "investigator"))
        .put("type", "individual")
        .put("name", "an investigator");
  }

  private String id(String type, String key) {
    return sender.ids().id(type, "response " + key);
  }
}
