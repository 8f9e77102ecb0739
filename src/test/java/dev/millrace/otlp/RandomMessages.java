package dev.millrace.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/**
 * Protobuf messages with random content, from their descriptors: a field that a new version of
 * opentelemetry-proto brings is filled without anyone thinking of it.
 */
public final class RandomMessages {

  /** Below this values are left empty, so that values in values come to an end. */
  private static final int MAX_DEPTH = 9;

  private static final List<Double> ODD_DOUBLES =
      List.of(
          0.0,
          -0.0,
          Double.NaN,
          Double.MIN_VALUE,
          Double.MAX_VALUE,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);

  private static final List<Long> ODD_LONGS =
      List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) + 1);

  private static final List<Integer> ODD_INTS = List.of(0, -1, Integer.MIN_VALUE);

  private static final List<String> ODD_STRINGS =
      List.of("", "\u0000\u001f\"\\/", "\u043a\u043b\u044e\u0447 \ud83d\udd11", "\u2028\uffff");

  private final Random random;

  public RandomMessages(long seed) {
    // The first numbers of neighbouring seeds are alike.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** A message of the same type as the given one. */
  public Message like(Message message) {
    return filled(message.newBuilderForType(), 0);
  }

  private Message filled(Message.Builder builder, int depth) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.getRealContainingOneof() == null) {
        fill(builder, field, depth);
      }
    }
    for (OneofDescriptor oneof : builder.getDescriptorForType().getRealOneofs()) {
      fill(builder, oneOf(oneof.getFields()), depth);
    }
    return builder.build();
  }

  private void fill(Message.Builder builder, FieldDescriptor field, int depth) {
    boolean deeper = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (random.nextInt(4) == 0 || (deeper && depth >= MAX_DEPTH)) {
      return;
    }
    if (field.isRepeated()) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        builder.addRepeatedField(field, value(builder, field, depth));
      }
    } else {
      builder.setField(field, value(builder, field, depth));
    }
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case MESSAGE -> filled(builder.newBuilderForField(field), depth + 1);
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case BYTE_STRING -> ByteString.copyFrom(bytes(field.getName()));
      case STRING -> random.nextBoolean() ? oneOf(ODD_STRINGS) : "s" + random.nextInt();
      case BOOLEAN -> random.nextBoolean();
      case DOUBLE -> random.nextBoolean() ? oneOf(ODD_DOUBLES) : random.nextGaussian();
      case LONG -> random.nextBoolean() ? oneOf(ODD_LONGS) : random.nextLong();
      case INT -> random.nextBoolean() ? oneOf(ODD_INTS) : random.nextInt();
      case FLOAT -> throw new IllegalArgumentException("OTLP has no float: " + field);
    };
  }

  private byte[] bytes(String name) {
    byte[] bytes =
        new byte[name.equals("trace_id") ? 16 : name.endsWith("span_id") ? 8 : random.nextInt(9)];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
