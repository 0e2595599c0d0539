// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.store;

import static io.stillwatch.store.Role.ADMIN;
import static io.stillwatch.store.Role.COLLECTOR;
import static io.stillwatch.store.Role.INVESTIGATOR;
import static io.stillwatch.store.Role.OPERATOR;
import static io.stillwatch.store.Role.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleTest {
  private static final Map<Role, List<Role>> MAY =
      Map.of(
          COLLECTOR, List.of(COLLECTOR),
          VIEWER, List.of(VIEWER),
          INVESTIGATOR, List.of(VIEWER, INVESTIGATOR),
          OPERATOR, List.of(COLLECTOR, VIEWER, INVESTIGATOR, OPERATOR),
          ADMIN, List.of(COLLECTOR, VIEWER, INVESTIGATOR, OPERATOR, ADMIN));

  @Test
  void aRoleMayWhatItCoversAndNothingElse() {
    assertThat(MAY.keySet()).containsExactlyInAnyOrder(Role.values());
    MAY.forEach(
        (role, covered) ->
            assertThat(Arrays.stream(Role.values()).filter(role::covers).toList())
                .as("%s", role)
                .isEqualTo(covered));
  }

  @Test
  void aWordIsARoleOrNone() {
    for (Role role : Role.values()) {
      assertThat(Role.of(role.word())).hasValue(role);
    }
    assertThat(Role.of("root")).isEmpty();
  }
}
