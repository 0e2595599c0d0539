// SPDX-License-Identifier: Apache-2.0
/// Log files come in, [io.stillwatch.model.Exchange] and [io.stillwatch.model.Signup] go out, each
/// with its [Place]; what cannot be read goes out as [Rejected]. [Sources#open] is the door: it
/// gives a [Source] that hands out [Block]s of whole lines, and any number of threads may read
/// blocks into a [Sink]. Beside it stand three tables read from CSV: [IpIntel], [IpReputation],
/// [PriceList]. What comes over a network instead has two doors of its own: [Intake] for texts and
/// spans, [ModelCalls] for requests and replies of a model API while they stream.
///
/// Inside: FileSource opens file after file, Slicer cuts the unpacked bytes at line ends, and one
/// LineReader for each [Format] turns a line into an Outcome. Start reading at Block.
package io.stillwatch.ingest;
