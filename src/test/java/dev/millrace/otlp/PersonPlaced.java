package dev.millrace.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.millrace.PersonNames;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Puts a person into exports: in one of all the places in which a text, bytes or an attribute can
 * stand, by the messages' descriptors, and in one of their spellings.
 */
public final class PersonPlaced {

  private static final String ID = "0193a7f2-6b1e-7c3d-8e4f-0a1b2c3d4e5f";

  public static final PersonNames PERSON =
      new PersonNames(Set.of("zoe.trace@example.com", ID, "zt-17"));

  private static final List<String> SPELLINGS =
      List.of(
          "zoe.trace@example.com",
          " ZOE.Trace@Example.com\u0000",
          "seen by <Zoe.Trace@example.com>, twice",
          "zoe.trace%40example.com",
          "zoe.\u200btrace@example.com",
          "zoe.trace@example.com" + " ".repeat(200) + "x",
          ID,
          ID.toUpperCase(Locale.ROOT));

  private static final int UNKNOWN_FIELD = 19_999;

  private final Random random;
  private int place;
  private int wanted;

  public PersonPlaced(long seed) {
    this.random = new Random(seed);
  }

  /** The export with the person in it, once. */
  public Export in(Export export) {
    Message message = (Message) export.message();
    place = 0;
    wanted = -1;
    Message unchanged = placed(message);
    if (!unchanged.equals(message)) {
      throw new IllegalStateException("to count the places changes nothing");
    }
    wanted = random.nextInt(place);
    place = 0;
    return Export.parse(export.signal(), placed(message).toByteArray());
  }

  /** Whether anything of the person is in the text. */
  public static boolean isIn(String text) {
    String plain = text.replace("\u200b", "").toLowerCase(Locale.ROOT);
    return plain.contains("zoe.trace")
        || plain.contains(ID)
        || plain.contains("zt-17")
        || text.contains("em9lLnRyYWNlQGV4YW1wbGUuY29t");
  }

  private Message placed(Message message) {
    Message.Builder builder = message.toBuilder();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      switch (field.getJavaType()) {
        case STRING -> text(builder, field);
        case BYTE_STRING -> {
          if (field.getName().equals("bytes_value") && builder.hasField(field) && isHere()) {
            builder.setField(field, ByteString.copyFromUtf8(SPELLINGS.get(0)));
          }
        }
        case MESSAGE -> messages(builder, field);
        default -> {}
      }
    }
    if (isHere()) {
      UnknownFieldSet.Field bytes =
          UnknownFieldSet.Field.newBuilder()
              .addLengthDelimited(ByteString.copyFromUtf8(spelling()))
              .build();
      builder.setUnknownFields(UnknownFieldSet.newBuilder().addField(UNKNOWN_FIELD, bytes).build());
    }
    return builder.build();
  }

  private void text(Message.Builder builder, FieldDescriptor field) {
    if (field.isRepeated()) {
      for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
        if (isHere()) {
          builder.setRepeatedField(field, i, spelling());
        }
      }
    } else if ((field.getContainingOneof() == null || builder.hasField(field)) && isHere()) {
      builder.setField(field, spelling());
    }
  }

  private void messages(Message.Builder builder, FieldDescriptor field) {
    if (!field.isRepeated()) {
      if (builder.hasField(field)) {
        builder.setField(field, placed((Message) builder.getField(field)));
      }
      return;
    }
    for (int i = 0; i < builder.getRepeatedFieldCount(field); i++) {
      builder.setRepeatedField(field, i, placed((Message) builder.getRepeatedField(field, i)));
    }
    if (field.getMessageType().equals(KeyValue.getDescriptor()) && isHere()) {
      builder.addRepeatedField(field, attribute());
    }
  }

  private KeyValue attribute() {
    AnyValue.Builder value = AnyValue.newBuilder();
    boolean isShort = random.nextBoolean();
    value.setStringValue(isShort ? "ZT-17" : spelling());
    String key = isShort ? "x.user.id" : "k" + random.nextInt(100);
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private boolean isHere() {
    return place++ == wanted;
  }

  private String spelling() {
    return SPELLINGS.get(random.nextInt(SPELLINGS.size()));
  }
}
