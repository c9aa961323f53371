package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The draft of a row for a model that a relay lists and the catalogue does not have, in YAML: what
 * the relay's own schema and price call tell, and a remark where they do not. Switched off, because
 * the schema of a relay is open and says little of what a model really takes (docs/facts.md,
 * "Relays: lists and prices").
 *
 * @param schema the properties of its input schema; missing where there is none
 * @param price the answer of the price call; missing likewise
 */
public record RowDraft(
    String provider, String wireModel, JsonNode schema, JsonNode price, LocalDate day) {
  private static final String NOT_TOLD = "   # not told; see the page";

  public String yaml() {
    List<String> lines = new ArrayList<>();
    lines.add("  - provider: " + provider);
    lines.add("    model: " + TextNode.valueOf(wireModel));
    lines.add("    source: " + TextNode.valueOf("the relay's list (" + day + ")"));
    lines.add("    enabled: false   # read its page, complete the row, then take this out");
    lines.add("    unproven: true");
    lines.add("    durations: " + durations());
    aspects(lines);
    Map<Resolution, String> prices = prices();
    resolutions(lines, prices);
    pictures().ifPresent(lines::add);
    price(lines, prices);
    return String.join("\n", lines) + "\n";
  }

  private String durations() {
    JsonNode duration = schema.path("duration");
    List<String> listed =
        values(duration, node -> node.isInt() ? Optional.of(node.asText()) : Optional.empty());
    if (!listed.isEmpty()) {
      return "[" + String.join(", ", listed) + "]";
    }
    return duration.has("minimum") && duration.has("maximum")
        ? "{from: %d, to: %d}"
            .formatted(duration.path("minimum").asInt(), duration.path("maximum").asInt())
        : "[5]" + NOT_TOLD;
  }

  private void aspects(List<String> lines) {
    Optional<String> field =
        Stream.of("aspect_ratio", "size", "ratio")
            .filter(name -> !aspects(name).isEmpty())
            .findFirst();
    lines.add(
        "    aspects: "
            + field
                .map(name ->
                    aspects(name).stream()
                        .map(word -> TextNode.valueOf(word).toString())
                        .collect(Collectors.joining(", ", "[", "]")))
                .orElse("none" + NOT_TOLD));
    field.ifPresent(name -> lines.add("    aspect-field: " + name));
  }

  private List<String> aspects(String field) {
    return values(
        schema.path(field), node -> AspectRatio.parse(node.asText()).map(AspectRatio::text));
  }

  private void resolutions(List<String> lines, Map<Resolution, String> prices) {
    Map<Resolution, String> words = new TreeMap<>();
    values(schema.path("resolution"), node -> Optional.of(node.asText()))
        .forEach(word -> Resolution.parse(word).ifPresent(known -> words.put(known, word)));
    boolean told = !words.isEmpty();
    if (!told) {
      prices.keySet().forEach(known -> words.put(known, known.text()));
    }
    if (words.isEmpty()) {
      lines.add("    resolutions: [720p]" + NOT_TOLD);
      return;
    }
    lines.add(
        "    resolutions: "
            + words.entrySet().stream()
                .map(word -> word.getKey() + ": " + TextNode.valueOf(word.getValue()))
                .collect(Collectors.joining(", ", "{", "}"))
            + (told ? "" : "   # from the prices; the words are not told"));
    lines.add("    resolution-field: resolution");
  }

  /** That a generic schema has a field does not say that the model takes it. */
  private Optional<String> pictures() {
    return Stream.of("image_with_roles", "first_frame_image", "image_urls")
        .filter(schema::has)
        .findFirst()
        .map(field -> "    # picture: {field: " + field + ", by: upload, …}; see the page");
  }

  private Map<Resolution, String> prices() {
    Map<Resolution, String> prices = new TreeMap<>();
    price
        .path("resolution_paid_prices")
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isNumber() && entry.getValue().asDouble() > 0) {
            Resolution.parse(entry.getKey())
                .ifPresent(known -> prices.put(known, entry.getValue().asText()));
          }
        });
    return prices;
  }

  /** Only what is surely not too low is a price: one for a video may be that of the shortest. */
  private void price(List<String> lines, Map<Resolution, String> prices) {
    if (!prices.isEmpty() && price.path("billing_type").asText().equals("per_second")) {
      lines.add(
          "    price-per-second: "
              + prices.entrySet().stream()
                  .map(entry -> entry.getKey() + ": " + entry.getValue())
                  .collect(Collectors.joining(", ", "{", "}")));
    }
    Stream.of("billing_type", "paid_price", "resolution_paid_prices", "pricing_skus")
        .filter(price::has)
        .forEach(name -> lines.add("    # " + name + ": " + price.path(name)));
  }

  private static List<String> values(
      JsonNode property, Function<JsonNode, Optional<String>> reading) {
    List<String> values = new ArrayList<>();
    property.path("enum").forEach(node -> reading.apply(node).ifPresent(values::add));
    return values;
  }
}
