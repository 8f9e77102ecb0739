package dev.millrace.lake;

import static dev.millrace.lake.Otlp.attribute;
import static dev.millrace.lake.Otlp.integer;
import static dev.millrace.lake.Otlp.string;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which attributes become columns and which stay in the JSON. */
class PromotedAttributesTest {

  private static final KeyValue SESSION = attribute("session.id", string("s-1"));
  private static final KeyValue CONVERSATION = attribute("conversation.id", string("c-1"));
  private static final KeyValue TYPE = attribute("type", string("input"));

  @Test
  void takesAttributeThatItsColumnNames() {
    PromotedAttributes promoted = promoted(TYPE, SESSION);
    assertThat(promoted.value(Promotion.SESSION_ID)).isEqualTo("s-1");
    assertThat(promoted.rest()).containsExactly(TYPE);
  }

  @Test
  void copiesAttributeOfAnotherKey() {
    PromotedAttributes promoted = promoted(CONVERSATION);
    assertThat(promoted.value(Promotion.SESSION_ID)).isEqualTo("c-1");
    assertThat(promoted.rest()).containsExactly(CONVERSATION);
  }

  @Test
  void prefersFirstKeyWhateverTheOrder() {
    PromotedAttributes promoted = promoted(CONVERSATION, SESSION);
    assertThat(promoted.value(Promotion.SESSION_ID)).isEqualTo("s-1");
    assertThat(promoted.rest()).containsExactly(CONVERSATION);
  }

  @Test
  void leavesWhatIsNoString() {
    KeyValue number = attribute("session.id", integer(7));
    PromotedAttributes promoted = promoted(number);
    assertThat(promoted.value(Promotion.SESSION_ID)).isNull();
    assertThat(promoted.rest()).containsExactly(number);
  }

  @Test
  @Tag("R-61")
  void leavesFirstOfKeySentTwice() {
    KeyValue second = attribute("session.id", string("s-2"));
    PromotedAttributes promoted = promoted(CONVERSATION, SESSION, TYPE, second);
    assertThat(promoted.value(Promotion.SESSION_ID)).isEqualTo("s-2");
    assertThat(promoted.rest()).containsExactly(CONVERSATION, SESSION, TYPE);
  }

  @Test
  void fallsBackToResource() {
    PromotedAttributes resource =
        promoted(
            attribute("session.id", string("of resource")), attribute("user.id", string("u-1")));
    PromotedAttributes promoted = PromotedAttributes.of(List.of(SESSION), resource);
    assertThat(promoted.value(Promotion.SESSION_ID)).isEqualTo("s-1");
    assertThat(promoted.value(Promotion.USER_ID)).isEqualTo("u-1");
  }

  private static PromotedAttributes promoted(KeyValue... attributes) {
    return PromotedAttributes.of(List.of(attributes), PromotedAttributes.NONE);
  }
}
