package dev.millrace.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a sender's text looks like as a key column. */
class TextTest {

  @Test
  void keepsOrdinaryText() {
    assertThat(Text.cleaned("Zoë 🦀")).isEqualTo("Zoë 🦀");
  }

  @Test
  void stripsBlanksAround() {
    assertThat(Text.cleaned(" vscode\n")).isEqualTo("vscode");
  }

  @Test
  void replacesWhatADatabaseRefuses() {
    assertThat(Text.cleaned("a\u0000b\ud800c")).isEqualTo("a\ufffdb\ufffdc");
  }

  @Test
  void cutsWhatNoIndexHolds() {
    assertThat(Text.cleaned("🦀".repeat(1000))).isEqualTo("🦀".repeat(160));
  }
}
