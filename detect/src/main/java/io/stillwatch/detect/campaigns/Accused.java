// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.detect.campaigns;

import io.stillwatch.model.Campaign;
import io.stillwatch.model.Finding;
import io.stillwatch.model.Member;
import io.stillwatch.model.Verdict;
import io.stillwatch.model.pipeline.Out;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Every account that was ever accused, so that nobody who acted on it is left alone when the
/// accusation no longer stands.
final class Accused {
  private final Map<String, Entry> entries = new TreeMap<>();

  /// @param withdrawn event time at which it no longer stood; 0 while it stands
  private record Entry(String campaign, long named, long withdrawn) {}

  /// Takes in who is accused now, and tells who was and is no longer.
  void update(long now, List<Campaign> campaigns, Out<? super Finding> out) {
    var standing = new HashSet<String>();
    for (Campaign campaign : campaigns) {
      if (campaign.verdict() == Verdict.CAMPAIGN) {
        for (Member member : campaign.members()) {
          Entry before = entries.get(member.account());
          long since = before == null || before.withdrawn > 0 ? now : before.named;
          entries.put(member.account(), new Entry(campaign.id(), since, 0));
          standing.add(member.account());
        }
      }
    }
    entries.replaceAll(
        (account, e) ->
            e.withdrawn == 0 && !standing.contains(account)
                ? new Entry(e.campaign, e.named, now)
                : e);
    long tie = 0;
    for (Map.Entry<String, Entry> one : entries.entrySet()) {
      Entry e = one.getValue();
      if (e.withdrawn > 0) {
        out.send(new Finding.Withdrawn(now, ++tie, one.getKey(), e.campaign, e.named, e.withdrawn));
      }
    }
  }

  /// Event time since when half of some accounts have been accused without a break, in whatever
  /// group; `now` when that is only beginning.
  long since(List<String> accounts, long now) {
    long[] times = accounts.stream().mapToLong(account -> since(account, now)).sorted().toArray();
    return times.length == 0 ? now : times[times.length / 2];
  }

  private long since(String account, long now) {
    Entry entry = entries.get(account);
    return entry == null || entry.withdrawn > 0 ? now : entry.named;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(entries.size());
    for (Map.Entry<String, Entry> one : entries.entrySet()) {
      out.writeUTF(one.getKey());
      out.writeUTF(one.getValue().campaign);
      out.writeLong(one.getValue().named);
      out.writeLong(one.getValue().withdrawn);
    }
  }

  void read(DataInput in) throws IOException {
    for (int n = in.readInt(); n > 0; n--) {
      entries.put(in.readUTF(), new Entry(in.readUTF(), in.readLong(), in.readLong()));
    }
  }
}
