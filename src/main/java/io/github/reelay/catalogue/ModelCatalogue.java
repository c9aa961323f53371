package io.github.reelay.catalogue;

import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of models as people see it: models, never providers. Menus show the union of what
 * enabled providers can do; one request is checked as a whole. Thread-safe, never blocks.
 */
public interface ModelCatalogue {
  /**
   * The models of all enabled providers, in the configured order. A model leaves for a while when
   * every relay that has it says it does not.
   */
  List<ModelInfo> models();

  default Optional<ModelInfo> model(String name) {
    return models().stream().filter(model -> model.model().equals(name)).findFirst();
  }

  /**
   * The model when a person names none; empty when no provider is enabled. One that is out for the
   * moment stays it, and is refused, unless another costs no more.
   */
  Optional<String> defaultModel();

  /**
   * Whether a request can be made, and by whom.
   *
   * @param source the task a remix starts from, else null
   */
  RequestCheck check(VideoRequest request, @Nullable Task source);
}
