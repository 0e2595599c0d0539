// SPDX-License-Identifier: Apache-2.0
/// The hash contracts, one class each, bit-exact against golden vectors. Token ids and a key come
/// in, scores go out. Start at [io.stillwatch.marks.profiles.Profiles], the registry.
@org.jspecify.annotations.NullMarked
package io.stillwatch.marks.profiles;
