package dev.millrace.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * How one protobuf message is an object in OTLP/JSON: a table of its members that is read and
 * written by.
 *
 * <p>Made of method references, not of descriptors, which a native image does not have. Of two
 * members with the same name or in the same oneof the last one counts.
 *
 * @param <M> the message
 * @param <B> its builder
 */
final class JsonMessage<M, B> implements JsonType<M> {

  private final Supplier<B> newBuilder;
  private final Function<B, M> build;
  private final JsonMembers<M, B> members = new JsonMembers<>();

  /** Starts without members; the methods named after types add one each. */
  JsonMessage(Supplier<B> newBuilder, Function<B, M> build) {
    this.newBuilder = newBuilder;
    this.build = build;
  }

  @Override
  public M read(JsonInput in) throws IOException {
    in.countPart();
    B builder = newBuilder.get();
    if (!in.isNull()) {
      in.startObject();
      members.read(in, builder);
    }
    return build.apply(builder);
  }

  /** Reads what is left of an object whose next name was not the one that it was compared with. */
  void readRest(JsonInput in, B builder) throws IOException {
    members.readRest(in, builder);
  }

  @Override
  public void write(JsonGenerator out, M message) throws IOException {
    out.writeStartObject();
    members.write(out, message);
    out.writeEndObject();
  }

  JsonMessage<M, B> string(String name, Function<M, String> get, BiConsumer<B, String> set) {
    return string(name, message -> !get.apply(message).isEmpty(), get, set);
  }

  JsonMessage<M, B> string(
      String name, Predicate<M> has, Function<M, String> get, BiConsumer<B, String> set) {
    return member(
        name,
        has,
        (in, builder) -> set.accept(builder, in.string()),
        (out, message) -> out.writeString(get.apply(message)));
  }

  /** The name of something among others, bounded in length. */
  JsonMessage<M, B> key(String name, Function<M, String> get, BiConsumer<B, String> set) {
    return member(
        name,
        message -> !get.apply(message).isEmpty(),
        (in, builder) -> set.accept(builder, in.key()),
        (out, message) -> out.writeString(get.apply(message)));
  }

  JsonMessage<M, B> bool(String name, Predicate<M> get, BiConsumer<B, Boolean> set) {
    return bool(name, get, get, set);
  }

  JsonMessage<M, B> bool(
      String name, Predicate<M> has, Predicate<M> get, BiConsumer<B, Boolean> set) {
    return member(
        name,
        has,
        (in, builder) -> set.accept(builder, in.bool()),
        (out, message) -> out.writeBoolean(get.test(message)));
  }

  JsonMessage<M, B> int32(String name, ToIntFunction<M> get, ObjIntConsumer<B> set) {
    return int32(name, message -> get.applyAsInt(message) != 0, get, set);
  }

  JsonMessage<M, B> int32(
      String name, Predicate<M> has, ToIntFunction<M> get, ObjIntConsumer<B> set) {
    return member(
        name,
        has,
        (in, builder) -> set.accept(builder, (int) in.integer(IntegerType.INT32)),
        (out, message) -> out.writeNumber(get.applyAsInt(message)));
  }

  JsonMessage<M, B> uint32(String name, ToIntFunction<M> get, ObjIntConsumer<B> set) {
    return member(
        name,
        message -> get.applyAsInt(message) != 0,
        (in, builder) -> set.accept(builder, (int) in.integer(IntegerType.UINT32)),
        (out, message) -> out.writeNumber(Integer.toUnsignedLong(get.applyAsInt(message))));
  }

  JsonMessage<M, B> int64(
      String name, Predicate<M> has, ToLongFunction<M> get, ObjLongConsumer<B> set) {
    return member(
        name,
        has,
        (in, builder) -> set.accept(builder, in.integer(IntegerType.INT64)),
        (out, message) -> out.writeString(Long.toString(get.applyAsLong(message))));
  }

  JsonMessage<M, B> uint64(String name, ToLongFunction<M> get, ObjLongConsumer<B> set) {
    return member(
        name,
        message -> get.applyAsLong(message) != 0,
        (in, builder) -> set.accept(builder, in.integer(IntegerType.UINT64)),
        (out, message) -> out.writeString(Long.toUnsignedString(get.applyAsLong(message))));
  }

  JsonMessage<M, B> real(String name, ToDoubleFunction<M> get, ObjDoubleConsumer<B> set) {
    // By its bits, as protobuf does: -0.0 is not the default.
    return real(
        name, message -> Double.doubleToRawLongBits(get.applyAsDouble(message)) != 0, get, set);
  }

  JsonMessage<M, B> real(
      String name, Predicate<M> has, ToDoubleFunction<M> get, ObjDoubleConsumer<B> set) {
    return member(
        name,
        has,
        (in, builder) -> set.accept(builder, in.real()),
        (out, message) -> out.writeNumber(get.applyAsDouble(message)));
  }

  JsonMessage<M, B> enumeration(
      String name, Map<String, Integer> numbers, ToIntFunction<M> get, ObjIntConsumer<B> set) {
    return member(
        name,
        message -> get.applyAsInt(message) != 0,
        (in, builder) -> set.accept(builder, in.enumNumber(numbers)),
        (out, message) -> out.writeNumber(get.applyAsInt(message)));
  }

  /** A trace or span id. */
  JsonMessage<M, B> id(
      String name, int bytes, Function<M, ByteString> get, BiConsumer<B, ByteString> set) {
    return hex(name, get, (in, builder) -> set.accept(builder, in.id(bytes)));
  }

  /** One that is left out where it is impossible. */
  JsonMessage<M, B> idOrNone(
      String name, int bytes, Function<M, ByteString> get, BiConsumer<B, ByteString> set) {
    return hex(name, get, (in, builder) -> set.accept(builder, in.idOrNone(bytes)));
  }

  private JsonMessage<M, B> hex(
      String name, Function<M, ByteString> get, JsonMember.Reader<B> reader) {
    return member(
        name,
        message -> !get.apply(message).isEmpty(),
        reader,
        (out, message) ->
            out.writeString(HexFormat.of().formatHex(get.apply(message).toByteArray())));
  }

  JsonMessage<M, B> bytes(
      String name, Predicate<M> has, Function<M, ByteString> get, BiConsumer<B, ByteString> set) {
    return member(
        name,
        has,
        (in, builder) -> set.accept(builder, in.bytes()),
        (out, message) ->
            out.writeString(Base64.getEncoder().encodeToString(get.apply(message).toByteArray())));
  }

  <V> JsonMessage<M, B> message(
      String name, JsonType<V> type, Predicate<M> has, Function<M, V> get, BiConsumer<B, V> set) {
    return member(
        name,
        has,
        (in, builder) -> set.accept(builder, type.read(in)),
        (out, message) -> type.write(out, get.apply(message)));
  }

  <V> JsonMessage<M, B> messages(
      String name,
      JsonType<V> type,
      Function<M, List<V>> get,
      Consumer<B> clear,
      BiConsumer<B, V> add) {
    return list(name, get, clear, (in, builder) -> add.accept(builder, type.read(in)), type::write);
  }

  /** Messages that are left out one by one where they are not what they must be. */
  <V> JsonMessage<M, B> records(
      String name,
      JsonType<V> type,
      Function<M, List<V>> get,
      Consumer<B> clear,
      BiConsumer<B, V> add) {
    return list(
        name,
        get,
        clear,
        (in, builder) -> {
          V record = in.record(type);
          if (record != null) {
            add.accept(builder, record);
          }
        },
        type::write);
  }

  JsonMessage<M, B> strings(
      String name,
      Function<M, ? extends List<String>> get,
      Consumer<B> clear,
      BiConsumer<B, String> add) {
    return list(
        name,
        get,
        clear,
        (in, builder) -> {
          in.countPart();
          add.accept(builder, in.string());
        },
        JsonGenerator::writeString);
  }

  JsonMessage<M, B> uint64s(
      String name, Function<M, List<Long>> get, Consumer<B> clear, ObjLongConsumer<B> add) {
    return list(
        name,
        get,
        clear,
        (in, builder) -> {
          in.countNumber();
          add.accept(builder, in.integer(IntegerType.UINT64));
        },
        (out, value) -> out.writeString(Long.toUnsignedString(value)));
  }

  JsonMessage<M, B> reals(
      String name, Function<M, List<Double>> get, Consumer<B> clear, ObjDoubleConsumer<B> add) {
    return list(
        name,
        get,
        clear,
        (in, builder) -> {
          in.countNumber();
          add.accept(builder, in.real());
        },
        JsonGenerator::writeNumber);
  }

  private <V> JsonMessage<M, B> list(
      String name,
      Function<M, ? extends List<V>> get,
      Consumer<B> clear,
      JsonMember.Reader<B> element,
      JsonMember.Writer<V> writer) {
    return member(
        name,
        message -> !get.apply(message).isEmpty(),
        (in, builder) -> {
          in.startArray();
          clear.accept(builder);
          while (in.nextElement()) {
            element.read(in, builder);
          }
        },
        (out, message) -> {
          out.writeStartArray();
          for (V value : get.apply(message)) {
            writer.write(out, value);
          }
          out.writeEndArray();
        });
  }

  private JsonMessage<M, B> member(
      String name, Predicate<M> isSet, JsonMember.Reader<B> reader, JsonMember.Writer<M> writer) {
    members.add(name, isSet, reader, writer);
    return this;
  }
}
