package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reader of models.yaml. */
public final class CatalogueReader {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          // 0.10 stays 0.10: prices are exact.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private CatalogueReader() {}

  /**
   * What was read.
   *
   * @param catalogue the rows that could be read; to be used only if there are no mistakes
   * @param mistakes each with its path: {@code models.yaml: models[3].durations: …}
   */
  public record Result(Catalogue catalogue, List<String> mistakes) {
    public Result {
      mistakes = List.copyOf(mistakes);
    }
  }

  public static Result read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return read(Files.readString(file), name);
    } catch (IOException unreadable) {
      return new Result(
          new Catalogue(List.of(), Map.of()), List.of(name + ": cannot be read: " + unreadable));
    }
  }

  /**
   * @param name how the file is called in mistakes
   */
  public static Result read(String text, String name) {
    List<String> mistakes = new ArrayList<>();
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      return new Result(
          new Catalogue(List.of(), Map.of()), List.of(name + ": " + broken.getOriginalMessage()));
    }
    // The root's path is empty: keys then read "models[0]…" behind the file's name.
    YamlObject root = new YamlObject(tree, name + ":", mistakes);
    Map<String, ProviderEndpoints> providers = new LinkedHashMap<>();
    if (root.has("relays")) {
      YamlObject all = root.object("relays");
      for (String provider : all.keys()) {
        YamlObject endpoints = all.object(provider);
        providers.put(
            provider,
            new ProviderEndpoints(endpoints.text("upload-path"), endpoints.text("balance-path")));
        endpoints.rejectUnknownKeys();
      }
    }
    List<ModelRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlObject object : root.objects("models")) {
      ModelRow row = new ModelRowReader(object).read();
      if (!seen.add(row.provider() + "/" + row.model())) {
        object.addMistake("model", "stands twice for " + row.provider() + ": " + row.model());
      }
      rows.add(row);
    }
    root.rejectUnknownKeys();
    if (rows.isEmpty()) {
      root.addMistake("models", "needed: at least one row");
    }
    return new Result(
        new Catalogue(rows, providers),
        mistakes.stream().map(m -> m.replace(name + ":.", name + ": ")).toList());
  }
}
