// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.flink;

import io.stillwatch.model.Finding;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/// Keeps a [Table] in step with the newest judgement: its rows as it gives them, and for each row
/// that an earlier judgement gave and the newest does not, one with no text.
final class Standing extends KeyedProcessFunction<Integer, Finding, Tuple2<String, String>> {
  private static final long serialVersionUID = 1;

  /// Of a row that no longer stands.
  static final String GONE = "";

  static final TypeInformation<Tuple2<String, String>> ROW =
      Types.TUPLE(Types.STRING, Types.STRING);

  private final Table table;

  /// When each row was given last.
  private transient MapState<String, Long> given;

  @SuppressWarnings("NullAway.Init") // made in open()
  Standing(Table table) {
    this.table = table;
  }

  @Override
  public void open(OpenContext context) {
    given =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("given", Types.STRING, Types.LONG));
  }

  @Override
  public void processElement(
      Finding finding, Context context, Collector<Tuple2<String, String>> out) throws Exception {
    context.timerService().registerEventTimeTimer(finding.at());
    if (finding instanceof Finding.Named named) {
      for (Map.Entry<String, String> row : table.rows(named.campaign()).entrySet()) {
        given.put(row.getKey(), finding.at());
        out.collect(Tuple2.of(row.getKey(), row.getValue()));
      }
    }
  }

  /// All findings of a judgement are there when the watermark has passed it.
  @Override
  public void onTimer(long judged, OnTimerContext context, Collector<Tuple2<String, String>> out)
      throws Exception {
    Iterator<Map.Entry<String, Long>> rows = given.iterator();
    while (rows.hasNext()) {
      Map.Entry<String, Long> row = rows.next();
      if (row.getValue() < judged) {
        out.collect(Tuple2.of(row.getKey(), GONE));
        rows.remove();
      }
    }
  }
}
