// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.member;

/// What one reading of the record brought.
///
/// @param objects how many were signed by a peer
/// @param leads how many versions of leads the book took
/// @param rejected how many break a rule
public record Taken(int objects, int leads, int rejected) {
  static final Taken NOTHING = new Taken(0, 0, 0);

  Taken plus(Taken other) {
    return new Taken(objects + other.objects, leads + other.leads, rejected + other.rejected);
  }
}
