// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.stillwatch.model.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A table that is read to its end holds what the newest judgement says, and nothing else.
class StandingTest {
  @ParameterizedTest
  @EnumSource
  void aTableHoldsWhatTheNewestJudgementSays(Table table) throws Exception {
    List<Finding> findings = SmallWorld.DEMO.run().expected();

    assertThat(table(rows(table, findings))).isEqualTo(newest(table, findings)).isNotEmpty();
  }

  /// The first judgement stands, and a later one finds nothing any more.
  @ParameterizedTest
  @EnumSource
  void whatIsNoLongerFoundIsTakenBack(Table table) throws Exception {
    List<Finding> findings = SmallWorld.DEMO.run().expected();
    Finding last = findings.getLast();
    var silent = new ArrayList<>(findings);
    silent.add(new Finding.Withdrawn(last.at() + 1, 0, "a", "c", last.at(), last.at() + 1));

    assertThat(table(rows(table, silent))).isEmpty();
  }

  @SuppressWarnings("try") // Flink's iterator may be interrupted while it is closed
  private static List<Tuple2<String, String>> rows(Table table, List<Finding> findings)
      throws Exception {
    var env = StreamExecutionEnvironment.getExecutionEnvironment(Local.configuration(1));
    TypeInformation<Finding> form =
        new WireType<>(Form.of(DetectionBlueprint.standard(), 3, Form.Side.OUT));
    DataStream<Tuple2<String, String>> rows =
        env.fromData(findings, form)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Finding>forMonotonousTimestamps()
                    .withTimestampAssigner((f, t) -> f.at()))
            .keyBy(f -> 0, Types.INT)
            .process(new Standing(table), Standing.ROW);
    var read = new ArrayList<Tuple2<String, String>>();
    try (CloseableIterator<Tuple2<String, String>> all = rows.executeAndCollect()) {
      all.forEachRemaining(read::add);
    }
    return read;
  }

  private static SortedMap<String, String> table(List<Tuple2<String, String>> rows) {
    var table = new TreeMap<String, String>();
    for (Tuple2<String, String> row : rows) {
      if (row.f1.equals(Standing.GONE)) {
        table.remove(row.f0);
      } else {
        table.put(row.f0, row.f1);
      }
    }
    return table;
  }

  private static SortedMap<String, String> newest(Table table, List<Finding> findings) {
    long judged = findings.getLast().at();
    var newest = new TreeMap<String, String>();
    for (Finding finding : findings) {
      if (finding instanceof Finding.Named named && finding.at() == judged) {
        newest.putAll(table.rows(named.campaign()));
      }
    }
    return newest;
  }
}
