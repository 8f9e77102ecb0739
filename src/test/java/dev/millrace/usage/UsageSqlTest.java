package dev.millrace.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shape of {@code usage.sql}, as far as engines set bounds to it. */
class UsageSqlTest {

  private static final Pattern RELATION = Pattern.compile("^(\\w+) as\\s+\\($", Pattern.MULTILINE);
  private static final Pattern READ = Pattern.compile("(?:from|join)\\s+(\\w+)");

  /**
   * Trino puts each relation in every place that names it, so that one that two others read is
   * computed twice, and so is all it reads. Each time that activity is read takes about three
   * stages of the 150 that a query may have, and what is done with it a few dozen.
   */
  @Test
  void readsActivitySeldomEnoughForTrino() {
    String text = UsageSql.TEXT.replaceAll("--.*", "").replaceAll("/\\*.*?\\*/", "");
    Map<String, Integer> reads = new HashMap<>(Map.of("activity", 1));
    List<MatchResult> relations = RELATION.matcher(text).results().toList();
    for (int i = 0; i < relations.size(); i++) {
      boolean isLast = i + 1 == relations.size();
      int end = isLast ? text.lastIndexOf("\n)\n") : relations.get(i + 1).start();
      String body = text.substring(relations.get(i).end(), end);
      reads.put(relations.get(i).group(1), readsIn(body, reads));
    }
    assertThat(reads).containsKeys("counters", "events", "partials", "sums");
    assertThat(readsIn(text.substring(text.lastIndexOf("\n)\n")), reads)).isBetween(2, 20);
  }

  private static int readsIn(String body, Map<String, Integer> reads) {
    int sum = 0;
    for (Matcher read = READ.matcher(body); read.find(); ) {
      sum += reads.getOrDefault(read.group(1), 0);
    }
    return sum;
  }
}
