package dev.millrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a sender's text looks like as a key column. */
class PlainTextTest {

  @Test
  void keepsOrdinaryText() {
    assertThat(PlainText.cleaned("Zoë 🦀")).isEqualTo("Zoë 🦀");
  }

  @Test
  void stripsBlanksAround() {
    assertThat(PlainText.cleaned(" vscode\n")).isEqualTo("vscode");
  }

  @Test
  void replacesWhatADatabaseRefuses() {
    assertThat(PlainText.cleaned("a\u0000b\ud800c")).isEqualTo("a\ufffdb\ufffdc");
  }

  @Test
  void cutsWhatNoIndexHolds() {
    assertThat(PlainText.cleaned("🦀".repeat(1000))).isEqualTo("🦀".repeat(160));
  }
}
