// SPDX-License-Identifier: Apache-2.0
/// `stillwatch mark`: keys of marks, settings of servers, and detection: texts come in, p-values go
/// out. Start reading at [MarkDetectCommand].
@org.jspecify.annotations.NullMarked
package io.stillwatch.cli.mark;
