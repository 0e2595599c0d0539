// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import com.google.protobuf.Duration;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.extensions.common.ratelimit.v3.RateLimitDescriptor;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.Code;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.DescriptorStatus;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitServiceGrpc;
import io.grpc.stub.StreamObserver;
import io.stillwatch.model.desk.Answer;
import io.stillwatch.model.desk.Dialect;
import io.stillwatch.model.desk.Permit;
import io.stillwatch.model.desk.Question;
import io.stillwatch.model.desk.Refusal;
import io.stillwatch.model.desk.Used;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Envoy's rate limit service (`envoy.service.ratelimit.v3`). A descriptor with an account asks for
/// it, once for each account in a request; any other is within its limit. Nothing comes back here
/// when a request is done, so what was let go counts as used.
final class RateLimits extends RateLimitServiceGrpc.RateLimitServiceImplBase {
  private static final int LONGEST = 512;

  private final Inside inside;

  RateLimits(Inside inside) {
    this.inside = inside;
  }

  @Override
  public void shouldRateLimit(RateLimitRequest request, StreamObserver<RateLimitResponse> out) {
    Unary.answer(out, () -> answer(request));
  }

  private RateLimitResponse answer(RateLimitRequest request) {
    inside.counts().add(Count.LIMIT_CHECKS);
    RateLimitResponse.Builder response = RateLimitResponse.newBuilder().setOverallCode(Code.OK);
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (RateLimitDescriptor descriptor : request.getDescriptorsList()) {
      String account = account(descriptor);
      if (account.isEmpty()) {
        response.addStatuses(DescriptorStatus.newBuilder().setCode(Code.OK));
      } else {
        long tokens = tokens(descriptor, request);
        Answer answer = answers.computeIfAbsent(account, who -> ask(who, tokens));
        response.addStatuses(status(answer));
      }
    }
    if (!answers.values().stream().allMatch(Answer.Go.class::isInstance)) {
      refuse(response, answers.values());
    }
    return response.build();
  }

  private String account(RateLimitDescriptor descriptor) {
    for (RateLimitDescriptor.Entry entry : descriptor.getEntriesList()) {
      if (entry.getKey().equals(inside.config().rateKey())
          && entry.getValue().length() <= LONGEST) {
        return entry.getValue();
      }
    }
    return "";
  }

  /// The hits that a descriptor adds, or all do; none when neither says.
  private static long tokens(RateLimitDescriptor descriptor, RateLimitRequest request) {
    long hits =
        descriptor.hasHitsAddend()
            ? descriptor.getHitsAddend().getValue()
            : Integer.toUnsignedLong(request.getHitsAddend());
    return Math.clamp(hits, 0, Integer.MAX_VALUE);
  }

  private Answer ask(String account, long tokens) {
    return inside.desk().ask(new Question(account, Set.of(), tokens, 0));
  }

  private static DescriptorStatus status(Answer answer) {
    return switch (answer) {
      case Answer.Go go -> DescriptorStatus.newBuilder().setCode(Code.OK).build();
      case Answer.Later later ->
          over().setDurationUntilReset(Duration.newBuilder().setSeconds(wait(later))).build();
      case Answer.Lacks lacks -> over().build();
      case Answer.No no -> over().build();
    };
  }

  private static DescriptorStatus.Builder over() {
    return DescriptorStatus.newBuilder().setCode(Code.OVER_LIMIT);
  }

  private static long wait(Answer.Later later) {
    return Dialect.seconds(Dialect.clamped(later.retryAfter()));
  }

  /// One account over its limit stops the request, so what others were given goes back.
  private void refuse(RateLimitResponse.Builder response, Iterable<Answer> answers) {
    inside.counts().add(Count.OVER_LIMIT);
    response.setOverallCode(Code.OVER_LIMIT);
    List<Permit> unused = new ArrayList<>();
    for (Answer answer : answers) {
      switch (answer) {
        case Answer.Go go -> unused.add(go.permit());
        case Answer.Later later ->
            headers(response, Dialect.OPENAI.later(later, inside.clock().instant()));
        case Answer.Lacks lacks -> headers(response, Dialect.OPENAI.lacks(lacks));
        case Answer.No no -> headers(response, Dialect.OPENAI.no(no));
      }
    }
    unused.forEach(permit -> inside.settle(permit, Used.NOTHING));
  }

  /// Without the content type: Envoy writes a body of its own.
  private static void headers(RateLimitResponse.Builder response, Refusal denial) {
    if (response.getResponseHeadersToAddCount() > 0) {
      return;
    }
    denial
        .headers()
        .forEach(
            (name, value) ->
                response.addResponseHeadersToAdd(
                    HeaderValue.newBuilder().setKey(name).setValue(value)));
  }
}
