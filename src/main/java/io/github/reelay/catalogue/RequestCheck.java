package io.github.reelay.catalogue;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a request can be made. A value that cannot be had is refused, never rounded. */
public sealed interface RequestCheck {
  /**
   * It can.
   *
   * @param offers in the order the providers are to be tried; never empty
   */
  record Valid(List<Offer> offers) implements RequestCheck {
    public Valid {
      offers = List.copyOf(offers);
    }
  }

  /** It could, but every provider that can is out of order now. */
  record NoProviderAvailable() implements RequestCheck {}

  /** It cannot, whatever the provider: one record per reason, with what would do. */
  sealed interface Invalid extends RequestCheck {}

  record PromptEmpty() implements Invalid {}

  /**
   * @param length and {@code maxLength} in UTF-16 units
   */
  record PromptTooLong(int length, int maxLength) implements Invalid {}

  record UnknownModel(String model, List<String> models) implements Invalid {
    public UnknownModel {
      models = List.copyOf(models);
    }
  }

  /**
   * Switched off in the catalogue, or the provider no longer has it.
   *
   * @param replacements may be empty
   */
  record RetiredModel(String model, List<String> replacements) implements Invalid {
    public RetiredModel {
      replacements = List.copyOf(replacements);
    }
  }

  /**
   * @param given as it was typed, which may be no length at all
   * @param allowed seconds for this model and picture
   */
  record UnsupportedDuration(String given, List<Integer> allowed) implements Invalid {
    public UnsupportedDuration {
      allowed = List.copyOf(allowed);
    }
  }

  record UnsupportedAspect(String given, List<AspectRatio> allowed) implements Invalid {
    public UnsupportedAspect {
      allowed = List.copyOf(allowed);
    }
  }

  record UnsupportedResolution(String given, List<Resolution> allowed) implements Invalid {
    public UnsupportedResolution {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * It cannot use these pictures in this way.
   *
   * @param most how many it can use so
   * @param models those that can
   */
  record UnsupportedPictures(PictureUse use, String model, int most, List<String> models)
      implements Invalid {
    public UnsupportedPictures {
      models = List.copyOf(models);
    }
  }

  /**
   * The model has no such option.
   *
   * @param available the options it has
   */
  record UnsupportedOption(VideoOption option, List<VideoOption> available) implements Invalid {
    public UnsupportedOption {
      available = List.copyOf(available);
    }
  }

  /**
   * @param given as it was typed, which may be no value at all
   */
  record UnsupportedOptionValue(VideoOption option, String given, OptionValues allowed)
      implements Invalid {}

  /**
   * Chosen values, written together where there are several.
   *
   * @param seconds and the others: null where nothing is chosen
   */
  record Combination(
      @Nullable Integer seconds, @Nullable AspectRatio aspect, @Nullable Resolution resolution) {}

  /**
   * Each value can be had, but not with the others.
   *
   * @param allowed those near it that can be had
   */
  record UnsupportedCombination(Combination given, List<Combination> allowed) implements Invalid {
    public UnsupportedCombination {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * The model makes no video from words alone.
   *
   * @param models those that do
   */
  record PictureNeeded(String model, List<String> models) implements Invalid {
    public PictureNeeded {
      models = List.copyOf(models);
    }
  }

  /**
   * @param models those that take pictures
   */
  record NoPictures(String model, List<String> models) implements Invalid {
    public NoPictures {
      models = List.copyOf(models);
    }
  }

  /** The providers that could take the picture need {@code REELAY_PUBLIC_URL}. */
  record PicturesNeedPublicUrl(String model) implements Invalid {}

  /**
   * @param models those that can remix
   */
  record NoRemix(String model, List<String> models) implements Invalid {
    public NoRemix {
      models = List.copyOf(models);
    }
  }
}
