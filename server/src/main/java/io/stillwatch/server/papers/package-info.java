// SPDX-License-Identifier: Apache-2.0
/// Dossiers of a live server: what a judgement kept of its workings and the exchanges of the
/// journal go in, letters and sealed files come out. Start reading at
/// [io.stillwatch.server.papers.Dossiers].
@org.jspecify.annotations.NullMarked
package io.stillwatch.server.papers;
