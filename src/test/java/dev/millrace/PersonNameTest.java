package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two texts are the same name. */
class PersonNameTest {

  /** Letters whose case is odd, marks, blanks of all kinds, what is not seen, and halves. */
  private static final int[] CHARACTERS =
      ("aZ09@.-iI\u0130\u0131sS\u017f\u03c3\u03c2\u03a3\u00df\u1e9ekK\u212a\u00e5\u212b\u00e9e\u0301\u0307"
              + "\u01c4\u01c5\u01c6\u00b5\u03bc \u00a0\u2003\t\n\u0000\u001f\u200b\u202e\ufeff\ufffd\ud83d\ude00")
          .codePoints()
          .toArray();

  private final Random random = new Random(11);

  @ParameterizedTest
  @CsvSource({
    "Ada@Example.com, ada@example.com",
    "\u0130\u015fIL@example.com, i\u015fil@example.com",
    "i\u0307\u015f\u0131l@example.com, i\u015fil@example.com",
    "\u039f\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3, \u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03c5\u03c3",
    "\u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03c5\u03c2, \u03bf\u03b4\u03c5\u03c3\u03c3\u03b5\u03c5\u03c3",
    "GRO\u1e9e, gro\u00df",
    "gross, gross",
    "Zoe\u0308, zo\u00eb",
    "ze\u200bro, zero"
  })
  void hasOneFormInEverySpelling(String spelled, String normal) {
    assertThat(PersonName.normal(spelled)).isEqualTo(normal);
  }

  @ParameterizedTest
  @CsvSource({"ADA@example.com, ada@example.com", "Zoe-PC, Zoe-PC", "' I-17\t', I-17"})
  void isShownInCaseUnlessItIsAnAddress(String sent, String shown) {
    assertThat(PersonName.shown(sent)).isEqualTo(shown);
  }

  @Test
  void isTheSameHoweverUsageShowsIt() {
    for (int i = 0; i < 20_000; i++) {
      String name = name(random.nextInt(4) == 0 ? 300 : 12);
      String normal = PersonName.normal(name);

      assertThat(PersonName.normal(normal)).as(name).isEqualTo(normal);
      assertThat(PersonName.normal(PlainText.cleaned(name))).as(name).isEqualTo(normal);
      assertThat(PersonName.normal(PersonName.shown(name))).as(name).isEqualTo(normal);
      assertThat(PlainText.isPlain(normal)).as(name).isTrue();
      assertThat(normal.codePointCount(0, normal.length())).isLessThanOrEqualTo(160);
    }
  }

  @Test
  void isTheSameInEitherCaseAndWithBlanksAround() {
    for (int i = 0; i < 20_000; i++) {
      String name = name(12);
      String normal = PersonName.normal(name);

      assertThat(PersonName.normal(each(name, Character::toUpperCase))).as(name).isEqualTo(normal);
      assertThat(PersonName.normal(each(name, Character::toLowerCase))).as(name).isEqualTo(normal);
      assertThat(PersonName.normal("\u0000 " + name + "\u00a0\u0000")).as(name).isEqualTo(normal);
    }
  }

  private String name(int most) {
    int length = 1 + random.nextInt(most);
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < length; i++) {
      name.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return name.toString();
  }

  private static String each(String text, IntUnaryOperator change) {
    return text.codePoints()
        .map(change)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
