// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.dossier.letter;

import java.util.List;

/// What a letter says, in words and figures that are ready to print. Nothing in it is an account's
/// id: it is made of [io.stillwatch.dossier.seal.Verified], which has none.
///
/// @param opening the finding in plain words, one paragraph each
/// @param figures every figure with its definition, method and interval
/// @param unseen what could not be seen
/// @param alternatives other explanations that were considered
/// @param innocents what was compared with, and how it differs
/// @param elements the elements that public policy texts name, and what the evidence says of each
/// @param mathematics the annex for those who compute
/// @param checked what was computed again from the sealed file
/// @param trusted what was not
/// @param evidence SHA-256 of the evidence all of it was computed from
public record Body(
    String audience,
    String note,
    String title,
    String campaign,
    String verdict,
    List<String> opening,
    List<Figure> figures,
    List<Term> terms,
    List<Chart> charts,
    List<String> unseen,
    List<Point> alternatives,
    List<Point> innocents,
    List<Point> elements,
    List<Point> models,
    List<Point> techniques,
    List<String> overturn,
    List<Point> mathematics,
    List<String> checked,
    List<String> trusted,
    String program,
    String evidence) {
  public Body {
    opening = List.copyOf(opening);
    figures = List.copyOf(figures);
    terms = List.copyOf(terms);
    charts = List.copyOf(charts);
    unseen = List.copyOf(unseen);
    alternatives = List.copyOf(alternatives);
    innocents = List.copyOf(innocents);
    elements = List.copyOf(elements);
    models = List.copyOf(models);
    techniques = List.copyOf(techniques);
    overturn = List.copyOf(overturn);
    mathematics = List.copyOf(mathematics);
    checked = List.copyOf(checked);
    trusted = List.copyOf(trusted);
  }

  /// One figure.
  ///
  /// @param interval how sure it is
  public record Figure(
      String name, String value, String definition, String method, String interval) {}

  /// What one family of evidence says.
  public record Term(
      String family,
      String title,
      String asks,
      String says,
      String observed,
      String expected,
      String log10,
      String nullModel) {}

  /// Something with a name.
  public record Point(String name, String text) {}
}
