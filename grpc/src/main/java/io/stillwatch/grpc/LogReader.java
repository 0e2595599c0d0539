// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogType;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPRequestProperties;
import io.stillwatch.ingest.Intake;
import io.stillwatch.model.Ask;
import io.stillwatch.model.Caller;
import io.stillwatch.model.Exchange;
import io.stillwatch.model.Reply;
import io.stillwatch.model.Text;
import io.stillwatch.model.Usage;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Used;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// Reads an entry of Envoy's access log as an exchange without words, and settles the permit that
/// [Checks] gave it. The log never has a body.
final class LogReader {
  private static final int LONGEST = 512;

  /// Ends of paths that models are called by.
  private static final List<String> PATHS =
      List.of("/completions", "/messages", "/responses", "/embeddings", ":generateContent");

  private static final Set<AccessLogType> LAST =
      Set.of(AccessLogType.NotSet, AccessLogType.DownstreamEnd);

  private final Inside inside;
  private final LogNames names;

  LogReader(Inside inside) {
    this.inside = inside;
    this.names = inside.config().log();
  }

  /// Empty for an entry that is no model call, that is not the last of its stream, or that lacks
  /// what an exchange needs; each is counted.
  Optional<Exchange> read(HTTPAccessLogEntry entry) {
    inside.counts().add(Count.LOG_ENTRIES);
    AccessLogCommon common = entry.getCommonProperties();
    if (!isLast(common)) {
      return none(Count.LOG_ENTRIES_PARTIAL);
    }
    Optional<Permit> permit = PermitNote.read(metadata(common, PermitNote.NAMESPACE));
    Struct costs = metadata(common, names.namespace());
    Usage usage = usage(costs);
    int status = entry.getResponse().getResponseCode().getValue();
    permit.ifPresent(leave -> settle(leave, usage, status));
    String model = model(entry.getRequest(), costs);
    if (!usage.counted() && model.isEmpty() && !isModelPath(entry.getRequest())) {
      return none(Count.LOG_ENTRIES_OTHER);
    }
    Optional<String> account = permit.map(Permit::account).or(() -> account(entry.getRequest()));
    if (account.isEmpty()) {
      return none(Count.LOG_ENTRIES_NO_ACCOUNT);
    }
    String id = id(entry);
    if (id.isEmpty() || !Intake.isPossible(millis(common.getStartTime()))) {
      return none(Count.LOG_ENTRIES_BROKEN);
    }
    Ask ask = new Ask(model, new TreeMap<>(), List.of(), List.of(), false, List.of());
    Reply reply = new Reply(Text.NONE, List.of(), status, latency(common));
    Caller caller = caller(account.get(), entry);
    return Optional.of(new Exchange(id, millis(common.getStartTime()), caller, ask, usage, reply));
  }

  /// Long streams are logged while they go on, and upstream requests beside those of clients. Older
  /// Envoys say so by a flag, newer ones by a type.
  @SuppressWarnings("deprecation")
  private static boolean isLast(AccessLogCommon common) {
    return !common.getIntermediateLogEntry() && LAST.contains(common.getAccessLogType());
  }

  private Optional<Exchange> none(Count why) {
    inside.counts().add(why);
    return Optional.empty();
  }

  private Optional<String> account(HTTPRequestProperties request) {
    return inside.config().callers().account(Headers.of(request.getRequestHeadersMap()));
  }

  /// What failed used nothing; what nobody counted stays as it was reserved.
  private void settle(Permit permit, Usage usage, int status) {
    if (status >= 400 || status == 0) {
      inside.settle(permit, Used.NOTHING);
    } else if (usage.counted()) {
      inside.settle(permit, new Used(usage.input(), usage.output()));
    }
  }

  private Caller caller(String account, HTTPAccessLogEntry entry) {
    HTTPRequestProperties request = entry.getRequest();
    String key = inside.config().callers().keyId(Headers.of(request.getRequestHeadersMap()));
    String ip = ip(entry.getCommonProperties().getDownstreamRemoteAddress());
    return new Caller(account, "", key, "", "", ip, cut(request.getUserAgent()), "");
  }

  private static String ip(Address address) {
    return cut(address.getSocketAddress().getAddress());
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /// A client may choose the request id where Envoy keeps it, and would hide all its exchanges but
  /// one behind one id: so when it began, to the nanosecond, is part of it.
  private static String id(HTTPAccessLogEntry entry) {
    AccessLogCommon common = entry.getCommonProperties();
    String id = entry.getRequest().getRequestId();
    id = id.isEmpty() ? common.getStreamId() : id;
    Timestamp start = common.getStartTime();
    return id.isEmpty() || id.length() > LONGEST / 2
        ? ""
        : id + "/" + start.getSeconds() + "." + start.getNanos();
  }

  private static long millis(Timestamp time) {
    return time.getSeconds() * 1000 + time.getNanos() / 1_000_000;
  }

  private static int latency(AccessLogCommon common) {
    var duration =
        common.hasDuration() ? common.getDuration() : common.getTimeToLastDownstreamTxByte();
    long millis = duration.getSeconds() * 1000 + duration.getNanos() / 1_000_000;
    return Math.clamp(millis, 0, Integer.MAX_VALUE);
  }

  private static Struct metadata(AccessLogCommon common, String namespace) {
    return common.getMetadata().getFilterMetadataOrDefault(namespace, Struct.getDefaultInstance());
  }

  private Usage usage(Struct costs) {
    OptionalLong input = tokens(costs, names.input());
    OptionalLong output = tokens(costs, names.output());
    if (input.isEmpty() && output.isEmpty()) {
      return Usage.UNKNOWN;
    }
    long cached = tokens(costs, names.cached()).orElse(0);
    return new Usage(input.orElse(0), output.orElse(0), cached, true);
  }

  /// A number, or a text that is one.
  private static OptionalLong tokens(Struct costs, String key) {
    Value value = costs.getFieldsOrDefault(key, Value.getDefaultInstance());
    double number = value.getNumberValue();
    if (value.hasStringValue()) {
      String text = value.getStringValue();
      number = text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
    }
    boolean given = value.hasNumberValue() || value.hasStringValue();
    return given && number >= 0 && number < 0x1p53
        ? OptionalLong.of((long) number)
        : OptionalLong.empty();
  }

  private String model(HTTPRequestProperties request, Struct costs) {
    for (String key : names.models()) {
      String model = costs.getFieldsOrDefault(key, Value.getDefaultInstance()).getStringValue();
      if (!model.isEmpty()) {
        return cut(model);
      }
    }
    for (String header : names.modelHeaders()) {
      String model = request.getRequestHeadersOrDefault(header, "");
      if (!model.isEmpty()) {
        return cut(model);
      }
    }
    return "";
  }

  private static boolean isModelPath(HTTPRequestProperties request) {
    String path =
        request.getOriginalPath().isEmpty() ? request.getPath() : request.getOriginalPath();
    int query = path.indexOf('?');
    String bare = query < 0 ? path : path.substring(0, query);
    return PATHS.stream().anyMatch(bare::endsWith);
  }
}
