// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.extensions.common.ratelimit.v3.RateLimitDescriptor;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitRequest;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitResponse.Code;
import io.envoyproxy.envoy.service.ratelimit.v3.RateLimitServiceGrpc;
import io.stillwatch.model.desk.Used;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private final Doorway doorway;

  RateLimitsTest() throws Exception {
    doorway = new Doorway();
  }

  @AfterEach
  void close() throws Exception {
    doorway.close();
  }

  private RateLimitResponse ask(int hits, RateLimitDescriptor... descriptors) {
    RateLimitRequest.Builder request =
        RateLimitRequest.newBuilder().setDomain("llm").setHitsAddend(hits);
    for (RateLimitDescriptor descriptor : descriptors) {
      request.addDescriptors(descriptor);
    }
    return RateLimitServiceGrpc.newBlockingStub(doorway.channel).shouldRateLimit(request.build());
  }

  private static RateLimitDescriptor about(String key, String value) {
    return RateLimitDescriptor.newBuilder()
        .addEntries(RateLimitDescriptor.Entry.newBuilder().setKey("generic").setValue("x"))
        .addEntries(RateLimitDescriptor.Entry.newBuilder().setKey(key).setValue(value))
        .build();
  }

  @Test
  void hitsAreTokensOfTheAccount() {
    assertThat(ask(120, about("account", "acct-1")).getOverallCode()).isEqualTo(Code.OK);

    assertThat(doorway.desk.questions).hasSize(1);
    assertThat(doorway.desk.questions.get(0).input()).isEqualTo(120);
  }

  @Test
  void anEmptyBudgetIsOverTheLimitUntilItRefills() {
    doorway.desk.budget("acct-1", 0);

    RateLimitResponse response = ask(1, about("account", "acct-1"), about("route", "r"));

    assertThat(response.getOverallCode()).isEqualTo(Code.OVER_LIMIT);
    assertThat(response.getStatuses(0).getCode()).isEqualTo(Code.OVER_LIMIT);
    assertThat(response.getStatuses(0).getDurationUntilReset().getSeconds()).isEqualTo(2);
    assertThat(response.getStatuses(1).getCode()).isEqualTo(Code.OK);
    assertThat(response.getResponseHeadersToAddList())
        .extracting(HeaderValue::getKey)
        .contains("retry-after", "x-stillwatch-decision")
        .doesNotContain("content-type");
  }

  @Test
  void descriptorsOfSomethingElseAreWithinTheirLimit() {
    RateLimitResponse response = ask(1, about("route", "r"), about("account", ""));

    assertThat(response.getOverallCode()).isEqualTo(Code.OK);
    assertThat(response.getStatusesCount()).isEqualTo(2);
    assertThat(doorway.desk.questions).isEmpty();
  }

  @Test
  void whatOthersWereGivenGoesBackWhenOneIsOver() {
    doorway.desk.suspend("acct-2");

    RateLimitResponse response = ask(5, about("account", "acct-1"), about("account", "acct-2"));

    assertThat(response.getOverallCode()).isEqualTo(Code.OVER_LIMIT);
    assertThat(doorway.desk.settled.values()).containsExactly(Used.NOTHING);
    assertThat(doorway.desk.open()).isZero();
  }

  @Test
  void anAccountNamedTwiceIsAskedForOnce() {
    ask(5, about("account", "acct-1"), about("account", "acct-1"));

    assertThat(doorway.desk.questions).hasSize(1);
  }
}
