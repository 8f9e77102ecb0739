package dev.millrace.landing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.UnknownFieldSet;
import dev.millrace.PersonName;
import dev.millrace.PersonNames;
import dev.millrace.otlp.Export;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes a person's records out of exports.
 *
 * <p>A record is the person's if a text in it is, by {@link PersonNames}: any text, name or key,
 * however far inside. It is also theirs if a text of its resource, scope or metric is and the
 * record itself names no other e-mail address: collectors put records of several people under one
 * resource. What is left of such loses the text.
 *
 * <p>Others' records lose the exemplars, events and links that are the person's: where a sender
 * leaves attributes out of its series, exemplars still have them.
 *
 * <p>It goes by the messages' descriptors, so that it knows of fields that newer versions bring.
 */
final class Erasure {

  private static final Set<String> RECORDS = Set.of("log_records", "spans", "data_points");

  /** Of records, what may be somebody else's. */
  private static final Set<String> PARTS = Set.of("exemplars", "events", "links");

  /** What records lie in. */
  private static final Set<String> CONTAINERS =
      Set.of(
          "resource_logs",
          "resource_metrics",
          "resource_spans",
          "scope_logs",
          "scope_metrics",
          "scope_spans",
          "metrics",
          "gauge",
          "sum",
          "histogram",
          "exponential_histogram",
          "summary");

  private static final Set<String> ADDRESSES =
      Set.of("user.email", "cursor.user.email", "account_email");

  private final PersonNames person;

  Erasure(PersonNames person) {
    this.person = person;
  }

  /** The export without the person; equal to what was given if they are not in it. */
  Export without(Export export) {
    Message.Builder builder = ((Message) export.message()).toBuilder();
    // What stands beside all resources is none of the records'.
    var unused = forget(builder);
    eraseFrom(builder, false);
    return like(export, builder.build());
  }

  private static Export like(Export export, Message message) {
    return switch (export.signal()) {
      case METRICS -> new Export.Metrics((ExportMetricsServiceRequest) message);
      case LOGS -> new Export.Logs((ExportLogsServiceRequest) message);
      case TRACES -> new Export.Traces((ExportTraceServiceRequest) message);
    };
  }

  /**
   * Erases from what records lie in.
   *
   * @param isTheirs whether what it lies in is the person's
   */
  private void erase(Message.Builder container, boolean isTheirs) {
    eraseFrom(container, isTheirs | forget(container));
  }

  private void eraseFrom(Message.Builder container, boolean isHere) {
    for (FieldDescriptor field : container.getAllFields().keySet()) {
      if (RECORDS.contains(field.getName())) {
        container.setField(field, others(messages(container, field), isHere));
      } else if (CONTAINERS.contains(field.getName()) && !field.isRepeated()) {
        erase(container.getFieldBuilder(field), isHere);
      } else if (CONTAINERS.contains(field.getName())) {
        for (int i = 0; i < container.getRepeatedFieldCount(field); i++) {
          erase(container.getRepeatedFieldBuilder(field, i), isHere);
        }
      }
    }
  }

  private List<Message> others(List<Message> records, boolean isTheirs) {
    List<Message> others = new ArrayList<>(records.size());
    for (Message record : records) {
      if (!isIn(record) && !(isTheirs && !namesSomebody(record))) {
        others.add(withOthersParts(record));
      }
    }
    return others;
  }

  private Message withOthersParts(Message record) {
    Message.Builder left = null;
    for (FieldDescriptor field : record.getAllFields().keySet()) {
      if (PARTS.contains(field.getName())) {
        List<Message> parts = messages(record, field);
        List<Message> kept = parts.stream().filter(part -> !isIn(part)).toList();
        if (kept.size() < parts.size()) {
          left = left == null ? record.toBuilder() : left;
          left.setField(field, kept);
        }
      }
    }
    return left == null ? record : left.build();
  }

  /**
   * Takes what is theirs out of a message, leaving aside the records in it.
   *
   * @return whether there was any
   */
  private boolean forget(Message.Builder message) {
    boolean found = false;
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      String name = field.getKey().getName();
      if (!RECORDS.contains(name) && !CONTAINERS.contains(name)) {
        found |= forget(message, field.getKey(), field.getValue());
      }
    }
    if (isIn(message.getUnknownFields())) {
      message.setUnknownFields(UnknownFieldSet.getDefaultInstance());
      found = true;
    }
    return found;
  }

  private boolean forget(Message.Builder message, FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      List<?> values = (List<?>) value;
      List<?> kept = values.stream().filter(each -> !isTheirs(field, each)).toList();
      if (kept.size() < values.size()) {
        message.setField(field, kept);
      }
      return kept.size() < values.size();
    }
    if (field.getJavaType() == JavaType.MESSAGE) {
      return forget(message.getFieldBuilder(field));
    }
    boolean isTheirs = isTheirs(field, value);
    if (isTheirs) {
      message.clearField(field);
    }
    return isTheirs;
  }

  private boolean isTheirs(FieldDescriptor field, Object value) {
    return switch (field.getJavaType()) {
      case STRING -> person.standIn((String) value);
      case MESSAGE -> isIn((Message) value);
      default -> false;
    };
  }

  /** Whether anything in it is theirs, but for what may be somebody else's. */
  private boolean isIn(Message message) {
    if (message instanceof KeyValue attribute) {
      return isIn(attribute.getKey(), attribute.getValue()) || isIn(message.getUnknownFields());
    }
    if (message instanceof AnyValue value) {
      return isIn("", value);
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (!PARTS.contains(field.getKey().getName()) && isAnyTheirs(field)) {
        return true;
      }
    }
    return isIn(message.getUnknownFields());
  }

  private boolean isAnyTheirs(Map.Entry<FieldDescriptor, Object> field) {
    FieldDescriptor descriptor = field.getKey();
    return descriptor.isRepeated()
        ? ((List<?>) field.getValue()).stream().anyMatch(each -> isTheirs(descriptor, each))
        : isTheirs(descriptor, field.getValue());
  }

  private boolean isIn(String key, AnyValue value) {
    return person.standIn(key)
        || isIn(value.getUnknownFields())
        || switch (value.getValueCase()) {
          case STRING_VALUE -> person.standIn(key, value.getStringValue());
          case INT_VALUE -> person.standIn(key, value.getIntValue());
          case DOUBLE_VALUE -> person.standIn(key, value.getDoubleValue());
          case BYTES_VALUE -> isIn(value.getBytesValue());
          case ARRAY_VALUE ->
              isIn(value.getArrayValue().getUnknownFields())
                  || value.getArrayValue().getValuesList().stream().anyMatch(v -> isIn(key, v));
          case KVLIST_VALUE ->
              isIn(value.getKvlistValue().getUnknownFields())
                  || value.getKvlistValue().getValuesList().stream().anyMatch(this::isIn);
          case BOOL_VALUE, STRING_VALUE_STRINDEX, VALUE_NOT_SET -> false;
        };
  }

  private boolean isIn(UnknownFieldSet fields) {
    return !fields.asMap().isEmpty() && isIn(fields.toByteString());
  }

  private boolean isIn(ByteString bytes) {
    return person.standIn(bytes.toByteArray());
  }

  private static boolean namesSomebody(Message record) {
    FieldDescriptor attributes = record.getDescriptorForType().findFieldByName("attributes");
    return messages(record, attributes).stream()
        .map(KeyValue.class::cast)
        .anyMatch(
            pair ->
                ADDRESSES.contains(pair.getKey())
                    && PersonName.isAddress(PersonName.normal(pair.getValue().getStringValue())));
  }

  @SuppressWarnings("unchecked")
  private static List<Message> messages(MessageOrBuilder of, FieldDescriptor field) {
    return (List<Message>) of.getField(field);
  }
}
