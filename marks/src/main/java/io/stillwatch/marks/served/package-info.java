// SPDX-License-Identifier: Apache-2.0
/// What was served under a key: which contexts, without the words, and where replies can be cut for
/// questions about them.
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks.served;
