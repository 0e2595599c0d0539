// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
  private final List<String> closed = new ArrayList<>();
  private final Opened house = new Opened("the house");

  private void opens(String name) {
    house.add(() -> closed.add(name));
  }

  private void opensAndWillNotClose(String name) {
    house.add(
        () -> {
          closed.add(name);
          throw new IllegalStateException(name);
        });
  }

  @Test
  void whatWasOpenedLastIsClosedFirst() throws IOException {
    opens("cellar");
    opens("roof");

    house.close();

    assertThat(closed).containsExactly("roof", "cellar");
  }

  @Test
  void aPartThatDoesNotCloseKeepsNoOtherOpenAndIsToldOf() {
    opens("cellar");
    opensAndWillNotClose("door");
    opensAndWillNotClose("window");
    opens("roof");

    assertThatThrownBy(house::close)
        .isInstanceOf(IOException.class)
        .hasMessage("a part of the house could not be closed")
        .hasRootCauseMessage("window")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .contains("door"));
    assertThat(closed).containsExactly("roof", "window", "door", "cellar");
  }

  @Test
  void aSecondTimeClosesNothing() throws IOException {
    opens("cellar");
    house.close();

    house.close();

    assertThat(closed).containsExactly("cellar");
  }
}
