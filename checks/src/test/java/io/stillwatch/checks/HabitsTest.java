// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static io.stillwatch.checks.Project.MAIN;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.stillwatch.model.Text;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rules of STYLE.md that a build can check.
class HabitsTest {
  private static final Set<String> CHANCE =
      Set.of(
          "java.util.Random",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom");

  @Test
  void timeComesWithTheEvent() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.stillwatch.runtime..", "io.stillwatch.cli..")
        .should()
        .accessTargetWhere(readsTheClock())
        .check(MAIN);
  }

  @Test
  void chanceComesWithASeed() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.stillwatch.model..",
            "io.stillwatch.stats..",
            "io.stillwatch.detect..",
            "io.stillwatch.interventions..",
            "io.stillwatch.respond..")
        .should()
        .accessTargetWhere(drawsUnseeded())
        .check(MAIN);
  }

  @Test
  void privateWordsStayClosed() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.stillwatch.detect.features..",
            "io.stillwatch.dossier..",
            "io.stillwatch.lineage..",
            "io.stillwatch.server.text..",
            "io.stillwatch.server.mark..",
            "io.stillwatch.baselines.request..")
        .should()
        .accessTargetWhere(opensWords())
        .check(MAIN);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.stillwatch.cli..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(MAIN);
  }

  @Test
  void anErrorHasItsOwnName() {
    noClasses()
        .should(THROW_GENERIC_EXCEPTIONS)
        .orShould()
        .callConstructor(Error.class, String.class)
        .check(MAIN);
  }

  @Test
  void recordsHoldNoArrays() {
    classes().that().areRecords().should(holdNoArray()).check(MAIN);
  }

  /// By a call or by a method reference.
  private static DescribedPredicate<JavaAccess<?>> opensWords() {
    return DescribedPredicate.describe(
        "opens private words",
        access ->
            access.getTargetOwner().isEquivalentTo(Text.class) && access.getName().equals("open"));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
    return DescribedPredicate.describe(
        "reads the clock",
        access -> {
          String owner = access.getTargetOwner().getName();
          String name = access.getName();
          return owner.equals("java.time.Clock")
              || (owner.startsWith("java.time.") && name.equals("now"))
              || (owner.equals("java.util.Date")
                  && access.getTarget().getFullName().endsWith("<init>()"))
              || (owner.equals("java.lang.System")
                  && (name.equals("currentTimeMillis") || name.equals("nanoTime")));
        });
  }

  private static DescribedPredicate<JavaAccess<?>> drawsUnseeded() {
    return DescribedPredicate.describe(
        "draws without a seed",
        access -> {
          String owner = access.getTargetOwner().getName();
          String target = access.getTarget().getFullName();
          return CHANCE.contains(owner)
              || target.equals("java.lang.Math.random()")
              || target.equals("java.util.UUID.randomUUID()")
              || target.equals("java.util.SplittableRandom.<init>()")
              || target.equals("java.util.Collections.shuffle(java.util.List)");
        });
  }

  private static ArchCondition<JavaClass> holdNoArray() {
    return new ArchCondition<>("hold no array") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaField field : type.getFields()) {
          boolean component = !field.getModifiers().contains(JavaModifier.STATIC);
          if (component && field.getRawType().isArray()) {
            events.add(SimpleConditionEvent.violated(type, field.getFullName() + " is an array"));
          }
        }
      }
    };
  }
}
