// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.identity;

import static io.stillwatch.identity.Door.DAY;
import static io.stillwatch.identity.Door.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stillwatch.model.Signup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String FULL =
      """
      {"account_id":"acct_1","created_at":"2026-09-01T10:00:00+02:00","email":"Anna.Lee+x@Example.org",
       "payment_fingerprint":"pf_1","signup_ip":"203.0.113.9","device_id":"dev_1","org_id":"Acme",
       "programme":"research","verification":"identity"%s}
      """;

  @TempDir Path folder;

  @Test
  void everyFieldIsRead() {
    Applicant applicant = read(FULL.formatted(""));
    assertThat(applicant.account()).isEqualTo("acct_1");
    assertThat(applicant.at()).isEqualTo(1_788_249_600_000L);
    assertThat(applicant.mail().domain()).isEqualTo("example.org");
    assertThat(applicant.mail().shape()).isEqualTo("aaaa.aaa");
    assertThat(applicant.payment()).isEqualTo("pf_1");
    assertThat(applicant.ip()).isEqualTo("203.0.113.9");
    assertThat(applicant.device()).isEqualTo("dev_1");
    assertThat(applicant.org()).isEqualTo("Acme");
    assertThat(applicant.programme()).isEqualTo("research");
    assertThat(applicant.verification()).isEqualTo("identity");
    assertThat(applicant.unread()).isEmpty();
    assertThat(applicant.toString()).doesNotContain("pf_1", "203.0.113", "dev_1");
  }

  @Test
  void whoSomebodyIsAndWhereFromChangesNothing() throws IOException {
    String person =
        """
        ,"country":"XX","nationality":"XX","language":"xx","locale":"xx-XX","time_zone":"X/X",
        "name":"N. N.","full_name":"N. N.","address":{"country":"XX","lines":["a",{"b":1}]}""";
    assertThat(read(FULL.formatted(person))).isEqualTo(read(FULL.formatted("")));
    assertThat(Arrays.stream(Applicant.class.getRecordComponents()).map(c -> c.getName()))
        .containsExactly(
            "account",
            "at",
            "mail",
            "payment",
            "ip",
            "device",
            "org",
            "programme",
            "verification",
            "unread");
    assertThat(Applicant.of(signup("AA"))).isEqualTo(Applicant.of(signup("BB")));
  }

  private static Signup signup(String country) {
    return new Signup(
        "acct_1",
        1,
        "Example.org",
        country,
        "card",
        "use",
        "plan",
        "Acme",
        "pf",
        "203.0.113.9",
        "d");
  }

  @Test
  void theReducedFormOfAnAddressDoesAsWell() {
    Mail whole = Mail.of("anna7@example.org", Door.KEY);
    Applicant reduced =
        read(
            """
            {"account_id":"a","email_domain":"EXAMPLE.org","email_shape":"aaaa9","email_mailbox":"%s"}
            """
                .formatted(whole.mailbox()));
    assertThat(reduced.mail()).isEqualTo(whole);
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestIsScreened() {
    Applicant applicant =
        read(
            """
            {"account_id":"a","created_at":"yesterday","email":"nonsense","device_id":{"x":[1]},
             "payment_fingerprint":17,"signup_ip":null}
            """);
    assertThat(applicant.unread())
        .containsExactly("device_id", "payment_fingerprint", "created_at", "email");
    assertThat(applicant.at()).isEqualTo(Signup.UNKNOWN_TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "17",
        "{",
        "{\"account_id\":\"a\"",
        "{\"account_id\":\"a\"} {}",
        "{\"account_id\":\"a\",\"account_id\":\"b\"}",
        "{\"account_id\":\"\"}",
        "{}",
        "{\"account_id\":5}"
      })
  void whatIsNoSignupIsRefusedInOneLine(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BadApplicant.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }

  @Test
  void hostileJsonIsRefusedWithoutRepeatingIt() {
    String deep = "{\"account_id\":\"a\",\"x\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
    String longField = "{\"account_id\":\"a\",\"device_id\":\"" + "secret".repeat(200) + "\"}";
    String large = "{\"account_id\":\"" + "a".repeat(70_000) + "\"}";
    for (String json : List.of(deep, longField, large)) {
      assertThatThrownBy(() -> read(json))
          .isInstanceOf(BadApplicant.class)
          .hasMessageNotContaining("secret")
          .message()
          .hasSizeLessThan(200);
    }
    byte[] noUtf8 = FULL.formatted("").getBytes(UTF_8);
    noUtf8[16] = (byte) 0xff;
    assertThatThrownBy(() -> ApplicantJson.read(noUtf8, Door.KEY)).isInstanceOf(BadApplicant.class);
  }

  @Test
  void whatIsProposedGoesOutAsOneObject() throws IOException {
    var door = new Door(folder);
    door.past(START, 36, 40);
    Screened last = door.screen(door.person(START + 36 * DAY).payment("card-x"));
    for (int i = 0; i < 6; i++) {
      last = door.screen(new Visitor("farm-" + i, START + 36 * DAY + i).payment("card-x"));
    }
    assertThat(ScreenedJson.write(last))
        .isEqualTo(
            """
            {"account_id":"farm-5","at":"2026-10-27T14:13:20.005Z","proposed_tier":"unverified",\
            "earned_tier":"paid","held":true,"reasons":[{"signal":"shared_payment","weight":"holds","says":"pays with a \
            token that 6 others of the last 7 days pay with (of 285); in the 28 days before, 0 of \
            1,120 did","changed_by":"a payment instrument of its own, or one declared organisation \
            with its own mail domain","counted":{"others":6,"among":285,"window_days":7,\
            "others_before":0,"among_before":1120,"reference_days":28,"p":%s,"null":"signups are \
            independent, and the share of them that has this is the same now as before"}}],\
            "links":[{"account_id":"farm-0","shares":"payment"},\
            {"account_id":"farm-1","shares":"payment"},{"account_id":"farm-2","shares":"payment"},\
            {"account_id":"farm-3","shares":"payment"},{"account_id":"farm-4","shares":"payment"},\
            {"account_id":"honest-1440","shares":"payment"}],"marks":["%s"]}"""
                .formatted(
                    last.reasons().getFirst().excess().orElseThrow().p(), last.marks().getFirst()));
    Mark mark = last.marks().getFirst();
    assertThat(Mark.parse(mark.toString())).isEqualTo(mark);
  }

  private static Applicant read(String json) {
    return ApplicantJson.read(json.getBytes(UTF_8), Door.KEY);
  }
}
