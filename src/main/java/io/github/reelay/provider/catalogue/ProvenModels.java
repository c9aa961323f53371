package io.github.reelay.provider.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was proven here. It is no part of the catalogue, which comes with each version: it is what
 * an operator's account has shown.
 *
 * @param models the rows of which a real video was made and looked at
 * @param keys by provider: whether it answered a repeated POST by the task that it had made before
 * @param errors what is wrong with the file it stands in
 */
public record ProvenModels(
    List<ProvenModel> models, Map<String, Boolean> keys, List<String> errors) {
  /** Nothing. */
  public static final ProvenModels NONE = new ProvenModels(List.of(), Map.of(), List.of());

  public ProvenModels {
    models = List.copyOf(models);
    keys = Map.copyOf(keys);
    errors = List.copyOf(errors);
  }

  /** One row, and the day of its last proof. */
  public record ProvenModel(String provider, String model, LocalDate proven) {}

  /** The day of the last proof. */
  public Optional<LocalDate> day(ModelRow row) {
    return models.stream()
        .filter(one -> one.provider.equals(row.provider()) && one.model.equals(row.model()))
        .map(ProvenModel::proven)
        .findFirst();
  }
}
