// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext.HttpRequest;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.grpc.StatusRuntimeException;
import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.KeyHash;
import io.stillwatch.model.desk.Permit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static final String BODY =
      "{\"model\":\"m\",\"messages\":[],\"logprobs\":true,\"max_tokens\":50}";

  private final Doorway doorway;

  ChecksTest() throws Exception {
    doorway = new Doorway();
  }

  @AfterEach
  void close() throws Exception {
    doorway.close();
  }

  private CheckResponse check(HttpRequest.Builder http) {
    return AuthorizationGrpc.newBlockingStub(doorway.channel)
        .check(
            CheckRequest.newBuilder()
                .setAttributes(
                    AttributeContext.newBuilder()
                        .setRequest(AttributeContext.Request.newBuilder().setHttp(http)))
                .build());
  }

  private static HttpRequest.Builder by(String account) {
    return HttpRequest.newBuilder()
        .setPath("/v1/chat/completions")
        .putHeaders(Doorway.ACCOUNT, account);
  }

  private static Map<String, String> headers(List<HeaderValueOption> options) {
    return options.stream()
        .map(HeaderValueOption::getHeader)
        .collect(Collectors.toMap(HeaderValue::getKey, HeaderValue::getValue));
  }

  @Test
  void anHonestRequestGoesOnWithItsPermit() {
    CheckResponse response = check(by("acct-1").setBody(BODY));

    assertThat(response.getStatus().getCode()).isEqualTo(Code.OK_VALUE);
    assertThat(headers(response.getOkResponse().getHeadersList()))
        .containsExactly(Map.entry(Checks.ACCOUNT, "acct-1"));
    assertThat(response.getOkResponse().getHeadersToRemoveList())
        .containsExactly(Checks.WITHOUT, Checks.MARK);
    assertThat(PermitNote.read(response.getDynamicMetadata()))
        .contains(new Permit("acct-1", 1, Math.ceilDiv(BODY.length(), 4), 50));
    assertThat(doorway.desk.questions.get(0).wants()).isEqualTo(Set.of(Feature.LOGPROBS));
  }

  @Test
  void whatIsWithheldAndHowItIsMarkedIsSaidInHeaders() {
    doorway.desk.withhold("acct-1", Feature.LOGPROBS);

    CheckResponse response =
        check(by("acct-1").setRawBody(ByteString.copyFromUtf8(BODY)).putHeaders(Checks.MARK, "x"));

    assertThat(headers(response.getOkResponse().getHeadersList()))
        .containsEntry(Checks.WITHOUT, "logprobs")
        .containsEntry(Checks.MARK, "key-7");
  }

  @Test
  void anHonestThrottleMayBeRetriedAndASlowedAccountMayNot() {
    doorway.desk.budget("honest", 1).slow("slowed");

    assertThat(check(by("honest")).hasOkResponse()).isTrue();
    CheckResponse honest = check(by("honest"));
    CheckResponse slowed = check(by("slowed"));

    assertThat(honest.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED_VALUE);
    assertThat(honest.getDeniedResponse().getStatus().getCodeValue()).isEqualTo(429);
    assertThat(headers(honest.getDeniedResponse().getHeadersList()))
        .containsEntry("retry-after", "2")
        .containsEntry("x-stillwatch-decision", "sd-later")
        .doesNotContainKey("x-should-retry");
    assertThat(headers(slowed.getDeniedResponse().getHeadersList()))
        .containsEntry("retry-after", "2")
        .containsEntry("x-should-retry", "false");
  }

  @Test
  void aRefusalSpeaksTheProvidersDialectAndNeverNamesTheRule() {
    doorway.desk.suspend("acct-1");

    CheckResponse openai = check(by("acct-1"));
    CheckResponse anthropic = check(by("acct-1").setPath("/v1/messages"));

    assertThat(openai.getDeniedResponse().getStatus().getCodeValue()).isEqualTo(403);
    assertThat(openai.getDeniedResponse().getBody())
        .isEqualTo(
            "{\"error\":{\"message\":\"this account is suspended; to appeal, quote the reference (reference sd-no)\","
                + "\"type\":\"permission_error\",\"param\":null,\"code\":\"access_denied\"}}");
    assertThat(anthropic.getDeniedResponse().getBody())
        .isEqualTo(
            "{\"type\":\"error\",\"error\":{\"type\":\"permission_error\",\"message\":"
                + "\"this account is suspended; to appeal, quote the reference (reference sd-no)\"}}");
    assertThat(headers(anthropic.getDeniedResponse().getHeadersList()))
        .containsEntry("x-should-retry", "false")
        .containsEntry("x-stillwatch-decision", "sd-no");
  }

  @Test
  void aTierWithoutAFeatureIsToldWhich() {
    doorway.desk.lack("acct-1", Feature.LOGPROBS);

    CheckResponse response = check(by("acct-1").setBody(BODY));

    assertThat(response.getDeniedResponse().getStatus().getCodeValue()).isEqualTo(403);
    assertThat(response.getDeniedResponse().getBody()).contains("logprobs", "sd-lacks");
    assertThat(check(by("acct-1").setBody("{}")).hasOkResponse()).isTrue();
  }

  @Test
  void anApiKeyNamesAnAccountByItsHash() {
    String account = KeyHash.account(Doorway.KEY, "sk-1");
    HeaderMap raw =
        HeaderMap.newBuilder()
            .addHeaders(
                HeaderValue.newBuilder()
                    .setKey("authorization")
                    .setRawValue(ByteString.copyFromUtf8("Bearer sk-1")))
            .build();

    check(HttpRequest.newBuilder().putHeaders("authorization", "bearer sk-1"));
    check(HttpRequest.newBuilder().putHeaders("x-api-key", "sk-1"));
    check(HttpRequest.newBuilder().setHeaderMap(raw));

    assertThat(doorway.desk.questions).hasSize(3).allMatch(q -> q.account().equals(account));
    assertThat(account).matches("key-[0-9a-f]{32}");
  }

  @Test
  void aStrangerIsRefusedUnlessConfiguredOtherwise() throws Exception {
    CheckResponse refused = check(HttpRequest.newBuilder().setPath("/v1/models"));

    assertThat(refused.getDeniedResponse().getStatus().getCodeValue()).isEqualTo(401);
    assertThat(doorway.count("strangers")).isOne();
    assertThat(doorway.desk.questions).isEmpty();
  }

  @Test
  void aBrokenBodyIsStillAQuestion() {
    check(by("acct-1").setBody("[".repeat(10_000)));
    check(
        by("acct-1")
            .setBody(BODY.substring(0, 30))
            .putHeaders("x-envoy-auth-partial-body", "true"));

    assertThat(doorway.desk.questions).hasSize(2);
  }

  @Test
  void whenTheDeskFailsTheCallFailsAndEnvoyDecides() {
    doorway.desk.breakDown();

    assertThatThrownBy(() -> check(by("acct-1")))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE));
  }
}
