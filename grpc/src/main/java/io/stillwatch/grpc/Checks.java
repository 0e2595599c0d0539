// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext.HttpRequest;
import io.envoyproxy.envoy.service.auth.v3.AuthorizationGrpc;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import io.envoyproxy.envoy.service.auth.v3.OkHttpResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import io.envoyproxy.envoy.type.v3.StatusCode;
import io.grpc.stub.StreamObserver;
import io.stillwatch.ingest.ModelCalls;
import io.stillwatch.ingest.ModelRequest;
import io.stillwatch.model.Feature;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Refusal;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Envoy's external authorization (`envoy.service.auth.v3.Authorization`). When the desk fails, so
/// does the call, and Envoy's `failure_mode_allow` decides.
final class Checks extends AuthorizationGrpc.AuthorizationImplBase {
  static final String ACCOUNT = "x-stillwatch-account";
  static final String WITHOUT = "x-stillwatch-without";
  static final String MARK = "x-stillwatch-mark";

  private static final Status OK = Status.newBuilder().setCode(Code.OK_VALUE).build();

  private final Inside inside;
  private final ModelCalls calls;

  Checks(Inside inside) {
    this.inside = inside;
    this.calls = inside.calls();
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> out) {
    Unary.answer(out, () -> answer(request.getAttributes().getRequest().getHttp()));
  }

  private CheckResponse answer(HttpRequest http) {
    inside.counts().add(Count.CHECKS);
    UnaryOperator<String> headers =
        http.hasHeaderMap() ? Headers.of(http.getHeaderMap()) : Headers.of(http.getHeadersMap());
    Dialect dialect = inside.dialect(http.getPath());
    Optional<String> account = inside.config().callers().account(headers);
    if (account.isEmpty()) {
      return stranger(dialect);
    }
    return switch (inside.desk().ask(question(account.get(), http, headers))) {
      case Answer.Go go -> go(account.get(), go);
      case Answer.Later later -> denied(dialect.later(later, inside.clock().instant()));
      case Answer.Lacks lacks -> denied(dialect.lacks(lacks));
      case Answer.No no -> denied(dialect.no(no));
    };
  }

  private CheckResponse stranger(Dialect dialect) {
    inside.counts().add(Count.STRANGERS);
    return inside.config().callers().strangersPass()
        ? CheckResponse.newBuilder()
            .setStatus(OK)
            .setOkResponse(clean(ACCOUNT, WITHOUT, MARK))
            .build()
        : denied(Inside.stranger(dialect));
  }

  private Question question(String account, HttpRequest http, UnaryOperator<String> headers) {
    byte[] body =
        http.getRawBody().isEmpty()
            ? http.getBodyBytes().toByteArray()
            : http.getRawBody().toByteArray();
    if (body.length == 0) {
      return Question.of(account);
    }
    boolean cut = headers.apply("x-envoy-auth-partial-body").equals("true");
    ModelRequest request = calls.request(body, body.length, cut);
    return new Question(account, request.wants(), request.input(), request.output());
  }

  /// Sets our headers, and takes away those of their names that a client sent.
  private static CheckResponse go(String account, Answer.Go go) {
    OkHttpResponse.Builder ok = OkHttpResponse.newBuilder();
    ok.addHeaders(Headers.plain(ACCOUNT, account));
    String without = go.without().stream().map(Feature::word).collect(Collectors.joining(","));
    setOrRemove(ok, WITHOUT, without);
    setOrRemove(ok, MARK, go.mark());
    return CheckResponse.newBuilder()
        .setStatus(OK)
        .setOkResponse(ok)
        .setDynamicMetadata(PermitNote.of(go.permit()))
        .build();
  }

  private static void setOrRemove(OkHttpResponse.Builder ok, String name, String value) {
    if (value.isEmpty()) {
      ok.addHeadersToRemove(name);
    } else {
      ok.addHeaders(Headers.plain(name, value));
    }
  }

  private static OkHttpResponse clean(String... names) {
    return OkHttpResponse.newBuilder().addAllHeadersToRemove(java.util.List.of(names)).build();
  }

  private CheckResponse denied(Refusal denial) {
    inside.counts().add(Count.REFUSED);
    DeniedHttpResponse.Builder denied = DeniedHttpResponse.newBuilder();
    denied.setStatus(HttpStatus.newBuilder().setCode(StatusCode.forNumber(denial.status())));
    denied.addHeaders(Headers.plain("content-type", "application/json"));
    denial.headers().forEach((name, value) -> denied.addHeaders(Headers.plain(name, value)));
    int code =
        denial.status() == 429 ? Code.RESOURCE_EXHAUSTED_VALUE : Code.PERMISSION_DENIED_VALUE;
    return CheckResponse.newBuilder()
        .setStatus(Status.newBuilder().setCode(code))
        .setDeniedResponse(denied.setBody(denial.body()))
        .build();
  }
}
