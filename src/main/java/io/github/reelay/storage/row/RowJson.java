package io.github.reelay.storage.row;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.reelay.task.Offer;
import io.github.reelay.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON of domain values in rows. What an older version wrote is read by a newer one: properties
 * that are gone are ignored, new ones read as null, zero or false. Thread-safe.
 */
public final class RowJson {
  private static final JsonInclude.Value NOT_EMPTY =
      JsonInclude.Value.construct(Include.NON_EMPTY, Include.ALWAYS);

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new DomainValuesModule())
          .addMixIn(TaskState.class, TaskStateMixin.class)
          .addMixIn(Offer.class, OfferMixin.class)
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS))
          // Rows of before there were options and several pictures look as they did.
          .withConfigOverride(Map.class, map -> map.setInclude(NOT_EMPTY))
          .withConfigOverride(List.class, list -> list.setInclude(NOT_EMPTY))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private RowJson() {}

  /**
   * Thrown for a text that cannot be read; its message names the place, never what stands there.
   */
  public static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableException(String message) {
      super(message);
    }
  }

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "cannot be written as JSON: " + value.getClass().getSimpleName(), e);
    }
  }

  /**
   * @throws UnreadableException if the text was not written by {@link #write} of this version or an
   *     older one
   */
  public static <T> T read(String json, Class<T> type) {
    String place = "its whole text";
    try {
      T value = MAPPER.readValue(json, type);
      if (value != null) {
        return value;
      }
    } catch (JsonMappingException e) {
      place = place(e);
    } catch (JsonProcessingException | RuntimeException e) {
      place = e.getClass().getSimpleName();
    }
    throw new UnreadableException("a stored " + type.getSimpleName() + " cannot be read: " + place);
  }

  /** {@code state.failure.kind (InvalidFormatException)}. */
  private static String place(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining("."));
    return path + " (" + e.getClass().getSimpleName() + ")";
  }

  /** The state's {@link TaskState#name()} stands beside its fields. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = TaskState.Queued.class, name = "QUEUED"),
    @JsonSubTypes.Type(value = TaskState.Submitting.class, name = "SUBMITTING"),
    @JsonSubTypes.Type(value = TaskState.Unconfirmed.class, name = "UNCONFIRMED"),
    @JsonSubTypes.Type(value = TaskState.Running.class, name = "RUNNING"),
    @JsonSubTypes.Type(value = TaskState.Ready.class, name = "READY"),
    @JsonSubTypes.Type(value = TaskState.Delivering.class, name = "DELIVERING"),
    @JsonSubTypes.Type(value = TaskState.Delivered.class, name = "DELIVERED"),
    @JsonSubTypes.Type(value = TaskState.Failed.class, name = "FAILED"),
    @JsonSubTypes.Type(value = TaskState.Unfetched.class, name = "UNFETCHED"),
    @JsonSubTypes.Type(value = TaskState.Cancelled.class, name = "CANCELLED"),
    @JsonSubTypes.Type(value = TaskState.Closed.class, name = "CLOSED"),
    @JsonSubTypes.Type(value = TaskState.Undeliverable.class, name = "UNDELIVERABLE"),
    @JsonSubTypes.Type(value = TaskState.Deleted.class, name = "DELETED")
  })
  private interface TaskStateMixin {}

  /** Rows of before it was known which providers can be asked to stop look as they did. */
  private abstract static class OfferMixin {
    @JsonInclude(Include.NON_DEFAULT)
    @SuppressWarnings("UnusedVariable") // only its annotation is read
    private boolean cancellable;
  }
}
