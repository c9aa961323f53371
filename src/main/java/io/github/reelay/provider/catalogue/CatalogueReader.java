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

/** Reads models.yaml. */
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
  public record Read(Catalogue catalogue, List<String> mistakes) {
    public Read {
      mistakes = List.copyOf(mistakes);
    }
  }

  public static Read read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return read(Files.readString(file), name);
    } catch (IOException unreadable) {
      return new Read(
          new Catalogue(List.of(), Map.of()), List.of(name + ": cannot be read: " + unreadable));
    }
  }

  /**
   * @param name how the file is called in mistakes
   */
  public static Read read(String text, String name) {
    List<String> mistakes = new ArrayList<>();
    JsonNode tree;
    try {
      tree = YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      return new Read(
          new Catalogue(List.of(), Map.of()), List.of(name + ": " + broken.getOriginalMessage()));
    }
    // The root's path is empty: keys then read "models[0]…" behind the file's name.
    YamlObject root = new YamlObject(tree, name + ":", mistakes);
    Map<String, ProviderEndpoints> relays = new LinkedHashMap<>();
    if (root.has("relays")) {
      YamlObject all = root.object("relays");
      for (String relay : all.names()) {
        YamlObject traits = all.object(relay);
        relays.put(
            relay, new ProviderEndpoints(traits.text("upload-path"), traits.text("balance-path")));
        traits.noMore();
      }
    }
    List<ModelRow> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (YamlObject object : root.objects("models")) {
      ModelRow row = new ModelRowReader(object).read();
      if (!seen.add(row.provider() + "/" + row.model())) {
        object.wrong("model", "stands twice for " + row.provider() + ": " + row.model());
      }
      rows.add(row);
    }
    root.noMore();
    if (rows.isEmpty()) {
      root.wrong("models", "needed: at least one row");
    }
    return new Read(
        new Catalogue(rows, relays),
        mistakes.stream().map(m -> m.replace(name + ":.", name + ": ")).toList());
  }
}
