// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.share.blind;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.math.BigInteger;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// One form for each identifier, version [Identifier#VERSION]. A change of any rule makes a new
/// version: peers with different rules would miss each other in silence.
final class Normal {
  private static final int EMAIL_MOST = 254;
  private static final int TEXT_MOST = 256;
  private static final BigInteger IBAN_MODULUS = BigInteger.valueOf(97);

  private static final Pattern PAR = Pattern.compile("[0-9A-Z]{29}");
  private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[0-9A-Z]{10,30}");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Z]{2}/[0-9A-Z]{3,12}/[0-9A-Z]{4,30}");
  private static final Pattern JA4 =
      Pattern.compile("[tqd][0-9s]\\d[di]\\d{4}[0-9a-z]{2}_[0-9a-f]{12}_[0-9a-f]{12}");
  private static final Pattern BAND = Pattern.compile("\\d{1,2}\\.[0-9a-f]{16}");
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]{8,256}");

  /// Providers for whose mailboxes a dot means nothing, with the name they go by.
  private static final Map<String, String> DOTLESS =
      Map.of("gmail.com", "gmail.com", "googlemail.com", "gmail.com");

  private Normal() {}

  static String form(Label label, String value) {
    if (value.length() > TEXT_MOST) {
      throw refuse(label, "is longer than " + TEXT_MOST + " characters");
    }
    String text = Normalizer.normalize(value.strip(), Normalizer.Form.NFKC);
    return switch (label) {
      case EMAIL -> email(text);
      case PHONE -> phone(text);
      case CARD_PAR -> shaped(label, upper(text), PAR, "29 letters and digits, as EMVCo has it");
      case BANK -> bank(upper(text).replaceAll("[\\s.-]", ""));
      case IP32 -> Addresses.whole(text);
      case IP24 -> Addresses.block(text);
      case IP6_64 -> Addresses.network(text);
      case JA4 ->
          shaped(
              label,
              lower(text),
              JA4,
              "36 characters, such as t13d1516h2_8daaf6152771_b186095e22b6");
      case ASN_ORG -> organisation(text);
      case TEMPLATE -> shaped(label, text, BAND, "a band of a TemplateSketch");
      case DEVICE -> shaped(label, text, PRINTABLE, "8 to 256 printable characters of ASCII");
    };
  }

  private static String email(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at == text.length() - 1 || text.length() > EMAIL_MOST || text.contains(" ")) {
      throw refuse(Label.EMAIL, "is no mail address");
    }
    String domain = domain(text.substring(at + 1));
    String local = lower(text.substring(0, at));
    int tag = local.indexOf('+');
    String mailbox = tag > 0 ? local.substring(0, tag) : local;
    String known = DOTLESS.get(domain);
    return known == null ? mailbox + "@" + domain : mailbox.replace(".", "") + "@" + known;
  }

  private static String domain(String text) {
    try {
      String domain = lower(IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES));
      return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    } catch (IllegalArgumentException e) {
      throw refuse(Label.EMAIL, "has no domain after the @");
    }
  }

  private static String phone(String text) {
    var numbers = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = numbers.parse(text, null);
      if (numbers.isValidNumber(number)) {
        return numbers.format(number, PhoneNumberFormat.E164);
      }
    } catch (NumberParseException e) {
      throw refuse(Label.PHONE, "is no number with its country, such as +4930123456");
    }
    throw refuse(Label.PHONE, "is no number that its country gives out");
  }

  private static String bank(String text) {
    if (IBAN.matcher(text).matches()) {
      if (!checks(text)) {
        throw refuse(Label.BANK, "is no IBAN: its check digits are wrong");
      }
      return text;
    }
    return shaped(
        Label.BANK, text, ACCOUNT, "an IBAN, or country/bank/account, such as US/021000021/123456");
  }

  /// ISO 13616: the first four characters go to the end, letters become two digits, and the rest by
  /// 97 is 1.
  private static boolean checks(String iban) {
    var digits = new StringBuilder();
    for (char c : (iban.substring(4) + iban.substring(0, 4)).toCharArray()) {
      digits.append(Character.digit(c, 36));
    }
    return new BigInteger(digits.toString()).mod(IBAN_MODULUS).equals(BigInteger.ONE);
  }

  private static String organisation(String text) {
    String name = lower(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    if (name.isEmpty()) {
      throw refuse(Label.ASN_ORG, "has no letter and no digit");
    }
    return name;
  }

  private static String shaped(Label label, String text, Pattern pattern, String form) {
    if (!pattern.matcher(text).matches()) {
      throw refuse(label, "has another form; it takes " + form);
    }
    return text;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  static IllegalArgumentException refuse(Label label, String rule) {
    return new IllegalArgumentException("the " + label.word() + " " + rule);
  }
}
