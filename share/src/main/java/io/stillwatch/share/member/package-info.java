// SPDX-License-Identifier: Apache-2.0
/// One company in the coalition. In: who its peers are, what its accounts signed up with, what it
/// wants to tell. Out: which of its accounts peers' leads name, and what may follow. Start reading
/// at [Member#open].
@org.jspecify.annotations.NullMarked
package io.stillwatch.share.member;
