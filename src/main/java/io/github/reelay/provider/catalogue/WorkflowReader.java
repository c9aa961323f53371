package io.github.reelay.provider.catalogue;

import io.github.reelay.config.ClosestName;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.WireFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reader of the workflows that rows of ComfyUI name by their {@code wire-model}: {@code
 * workflows/<name>.json} in the configuration folder, or a shipped one.
 */
public final class WorkflowReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** What there is a value for in every request. */
  private static final Set<String> ALWAYS =
      Set.of(Workflow.FILENAME, "prompt", "seed", "seconds", "frames", "fps");

  private final ConfigFolder folder;
  private final List<String> errors = new ArrayList<>();
  private final Map<String, Workflow> workflows = new LinkedHashMap<>();
  private final Set<String> tried = new HashSet<>();

  private WorkflowReader(ConfigFolder folder) {
    this.folder = folder;
  }

  /**
   * The catalogue with the workflows of its rows.
   *
   * @param dialects of all configured providers by their name
   */
  public static CatalogueReader.Result read(
      Catalogue catalogue, Map<String, Dialect> dialects, ConfigFolder folder) {
    WorkflowReader reader = new WorkflowReader(folder);
    for (ModelRow row : catalogue.rows()) {
      Dialect dialect = row.dialect() == null ? dialects.get(row.provider()) : row.dialect();
      if (dialect != null && dialect.isComfyUi()) {
        Stream.of(row.fromText(), row.fromImage(), row.fromFrames(), row.fromReferences())
            .filter(Objects::nonNull)
            .map(Variant::wire)
            .distinct()
            .forEach(wire -> reader.read(row, wire));
      }
    }
    return new CatalogueReader.Result(
        catalogue.withWorkflows(reader.workflows), reader.errors.stream().distinct().toList());
  }

  private void read(ModelRow row, WireFormat wire) {
    String name = wire.model();
    String file = "workflows/" + name + ".json";
    if (tried.add(name)) {
      Optional<String> text = NAME.matcher(name).matches() ? folder.find(file) : Optional.empty();
      if (text.isEmpty()) {
        reject(row, "wire-model: there is no " + folder.path().resolve(file));
        return;
      }
      switch (Workflow.read(name, text.get())) {
        case Workflow.ReadResult.Unreadable(String problem) ->
            errors.add(folder.describe(file) + ": " + problem);
        case Workflow.ReadResult.Read(Workflow workflow) -> workflows.put(name, workflow);
      }
    }
    Workflow workflow = workflows.get(name);
    if (workflow != null) {
      check(folder.describe(file), workflow, row, wire);
    }
  }

  private void check(String file, Workflow workflow, ModelRow row, WireFormat wire) {
    Set<String> slots = workflow.slots();
    if (!slots.contains(Workflow.FILENAME)) {
      errors.add(
          file
              + ": needs $filename as the filename_prefix of the node that saves the video; by it"
              + " the file is found");
    }
    if (!slots.contains("prompt")) {
      errors.add(file + ": needs $prompt where the prompt goes");
    }
    Set<String> known = new TreeSet<>(ALWAYS);
    known.addAll(wire.extra().keySet());
    wire.options().values().forEach(option -> known.add(option.field()));
    if (!wire.sizes().isEmpty()) {
      known.addAll(Set.of("width", "height"));
    }
    for (String slot : slots) {
      if (!known.contains(slot) && !Workflow.isPicture(slot) && workflow.needs(slot)) {
        errors.add(
            file
                + ": nothing fills $"
                + slot
                + " for "
                + row.model()
                + "; there are "
                + known.stream().map(name -> "$" + name).collect(Collectors.joining(", "))
                + " and the pictures' $picture, $last-frame, $reference-1 …"
                + ClosestName.to(slot, known)
                    .map(near -> "; did you mean $" + near + "?")
                    .orElse(""));
      }
    }
    if (wire.imageRule() != null && slots.stream().noneMatch(Workflow::isPicture)) {
      reject(row, "picture: workflow " + workflow.name() + " has no $picture");
    }
    if (!wire.sizes().isEmpty() && !slots.containsAll(Set.of("width", "height"))) {
      reject(row, "sizes: workflow " + workflow.name() + " has no $width and $height");
    }
  }

  private void reject(ModelRow row, String problem) {
    errors.add(
        folder.describe(ConfigFolder.MODELS)
            + ": "
            + row.provider()
            + "/"
            + row.model()
            + ": "
            + problem);
  }
}
