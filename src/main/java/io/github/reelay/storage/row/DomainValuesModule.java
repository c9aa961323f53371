package io.github.reelay.storage.row;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.TaskId;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The Jackson module of values that are one text or one number: ids, money in micro-units,
 * languages as BCP 47 tags.
 */
final class DomainValuesModule extends SimpleModule {
  /**
   * Shapes and resolutions are written as the first version did: {@code PORTRAIT}, {@code P720}.
   */
  private static final Map<AspectRatio, String> FIRST_SHAPES =
      Map.of(
          AspectRatio.LANDSCAPE, "LANDSCAPE",
          AspectRatio.PORTRAIT, "PORTRAIT",
          AspectRatio.SQUARE, "SQUARE");

  DomainValuesModule() {
    super("reelay-values");
    addTextType(TaskId.class, TaskId::value, TaskId::new);
    addTextType(Locale.class, Locale::toLanguageTag, Locale::forLanguageTag);
    addTextType(
        AspectRatio.class,
        ratio -> FIRST_SHAPES.getOrDefault(ratio, ratio.text()),
        text -> AspectRatio.parse(text).orElseThrow());
    addTextType(
        Resolution.class,
        resolution -> resolution.text().replaceFirst("^(\\d+)p$", "P$1"),
        text -> Resolution.parse(text.replaceFirst("^P", "")).orElseThrow());
    addSerializer(Money.class, new MoneySerializer());
    addDeserializer(Money.class, new MoneyDeserializer());
  }

  private <T> void addTextType(
      Class<T> type, Function<T, String> formatter, Function<String, T> parser) {
    addSerializer(type, new TextSerializer<>(type, formatter));
    addDeserializer(type, new TextDeserializer<>(type, parser));
  }

  private static final class TextSerializer<T> extends StdScalarSerializer<T> {
    private final transient Function<T, String> formatter;

    TextSerializer(Class<T> type, Function<T, String> formatter) {
      super(type);
      this.formatter = formatter;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(formatter.apply(value));
    }
  }

  private static final class TextDeserializer<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> parser;

    TextDeserializer(Class<T> type, Function<String, T> parser) {
      super(type);
      this.parser = parser;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return parser.apply(in.getText());
    }
  }

  private static final class MoneySerializer extends StdScalarSerializer<Money> {
    MoneySerializer() {
      super(Money.class);
    }

    @Override
    public void serialize(Money value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeNumber(value.micros());
    }
  }

  private static final class MoneyDeserializer extends StdScalarDeserializer<Money> {
    MoneyDeserializer() {
      super(Money.class);
    }

    @Override
    public Money deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return new Money(in.getLongValue());
    }
  }
}
