package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.Choices;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.PriceTable;
import io.github.reelay.provider.catalogue.RemixMode;
import io.github.reelay.provider.catalogue.Variant;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan to make a request: a catalogue row, and how it would be used. Knows which values it leaves
 * open.
 *
 * @param mode null when the row has no way at all to do what is asked
 * @param fixedAspect the only shape that can come out, decided by a source; null if free
 * @param choices what it leaves to choose
 */
record GenerationPlan(
    ModelRow row,
    @Nullable GenerationMode mode,
    @Nullable AspectRatio fixedAspect,
    Choices choices) {

  static GenerationPlan of(
      ModelRow row, Dialect dialect, VideoRequest request, @Nullable Task source, boolean links) {
    if (source == null) {
      return ofNew(row, request.mode(), links);
    }
    boolean continues = request.kind() == RequestKind.CONTINUE;
    if (row.remix() == RemixMode.NATIVE
        && source.remoteId() != null
        && (!continues || extendsSource(row, source))) {
      Choices choices = row.byRemix().choices();
      Resolution same = source.offer().resolution();
      return new GenerationPlan(
          row,
          GenerationMode.REMIX,
          aspectOf(source),
          choices.with(
              dialect.remixKeepsDuration() && !row.byRemix().wire().namesSource()
                  ? List.of(source.offer().seconds())
                  : choices.durations(),
              same == null ? choices.resolutions() : List.of(same)));
    }
    boolean frame =
        (continues || row.remix() != RemixMode.NONE)
            && supportsImage(row, links)
            && source.state() instanceof TaskState.WithFile;
    return new GenerationPlan(
        row,
        frame ? GenerationMode.LAST_FRAME : null,
        decidesAspect(row.fromImage()) ? aspectOf(source) : null,
        row.fromImage().choices());
  }

  /**
   * Whether the relay's own remix goes on from where the source ends: so do those that are ordinary
   * requests which name their source. Others make the source anew.
   */
  private static boolean extendsSource(ModelRow row, Task source) {
    return row.byRemix().wire().namesSource() && row.provider().equals(source.offer().provider());
  }

  private static GenerationPlan ofNew(ModelRow row, GenerationMode mode, boolean links) {
    boolean supported =
        supports(row, mode, links) && !(mode == GenerationMode.TEXT && needsImage(row));
    Variant variant = row.variant(mode);
    // Where the picture decides the shape, it is cropped to the one that is wanted.
    boolean cropped = mode.usesPicture() && decidesAspect(variant);
    return new GenerationPlan(
        row,
        supported ? mode : null,
        null,
        cropped ? variant.choices().with(row.fromText().choices().aspects()) : variant.choices());
  }

  static boolean needsImage(ModelRow row) {
    WireFormat.ImageRule rule = row.fromImage().wire().imageRule();
    return rule != null && rule.needed();
  }

  static boolean supportsImage(ModelRow row, boolean links) {
    return supports(row, GenerationMode.PICTURE, links);
  }

  static boolean supports(ModelRow row, GenerationMode mode, boolean links) {
    return row.supports(mode)
        && (!mode.usesPicture()
            || links
            || !row.variant(mode).wire().usesImageTransfer(WireFormat.ImageTransfer.LINK));
  }

  /** How many pictures a row takes for a use; 0 if it takes none so. */
  static int most(ModelRow row, PictureUse use, boolean links) {
    return switch (use) {
      case FRAMES ->
          supports(row, GenerationMode.FRAMES, links) ? 2 : supportsImage(row, links) ? 1 : 0;
      case REFERENCES -> {
        WireFormat.ImageRule rule = row.variant(GenerationMode.REFERENCES).wire().imageRule();
        yield rule != null && supports(row, GenerationMode.REFERENCES, links) ? rule.most() : 0;
      }
    };
  }

  static boolean supportsRemix(ModelRow row, boolean links) {
    return switch (row.remix()) {
      case NATIVE -> true;
      case LAST_FRAME -> supportsImage(row, links);
      case NONE -> false;
    };
  }

  List<AspectRatio> aspects() {
    return fixedAspect == null ? choices.aspects() : List.of(fixedAspect);
  }

  /** Whether what is asked goes together. */
  boolean permits(VideoRequest request) {
    return combination(request, null).isPresent();
  }

  /** Every open choice made. Only for a plan that has a mode and permits the request. */
  Offer offer(VideoRequest request, @Nullable Task source, Dialect dialect) {
    GenerationMode used =
        Objects.requireNonNull(mode, () -> "no way to " + request.kind() + " by " + row.model());
    Combination chosen = combination(request, source).orElseThrow();
    Map<VideoOption, String> options = options(request, source);
    return new Offer(
        row.provider(),
        row.model(),
        used,
        chosen.seconds,
        used == GenerationMode.REMIX || fixedAspect != null ? null : chosen.aspect,
        row.variant(used).wire().resolutionField() == null && used == GenerationMode.REMIX
            ? null
            : chosen.resolution,
        row.price()
            .find(
                new PriceTable.PricedVideo(
                    chosen.seconds,
                    chosen.resolution,
                    options.get(VideoOption.SOUND),
                    used.usesPicture()),
                request.pictures().size())
            .orElseThrow(),
        row.times().typical(),
        row.times().hardDeadline(),
        row.chargedOnFailure(),
        dialect.canCancel(),
        options);
  }

  /** What is asked for, else what the source has, else what is usual; texts stay in the request. */
  private Map<VideoOption, String> options(VideoRequest request, @Nullable Task source) {
    Map<VideoOption, String> chosen = new EnumMap<>(VideoOption.class);
    Map<VideoOption, String> before = source == null ? Map.of() : source.offer().options();
    choices
        .options()
        .forEach((option, values) ->
            Stream.of(
                    Optional.ofNullable(request.options().get(option)),
                    Optional.ofNullable(option.isRowOption() ? before.get(option) : null),
                    Optional.ofNullable(values.usual()))
                .flatMap(Optional::stream)
                .filter(values::has)
                .findFirst()
                .filter(_ -> option.type() != VideoOption.Type.TEXT)
                .ifPresent(value -> chosen.put(option, value)));
    if (request.pictures().size() > 1) {
      chosen.put(VideoOption.PICTURES, useOf(request).word());
    }
    return chosen;
  }

  static PictureUse useOf(VideoRequest request) {
    return request.mode() == GenerationMode.REFERENCES ? PictureUse.REFERENCES : PictureUse.FRAMES;
  }

  private record Combination(int seconds, @Nullable AspectRatio aspect, Resolution resolution) {}

  /** The first of the values that go together, the preferred ones first. */
  private Optional<Combination> combination(VideoRequest request, @Nullable Task source) {
    List<Integer> lengths =
        request.options().containsKey(VideoOption.AUTO_LENGTH)
            // Nobody knows what comes out: the longest is set aside.
            ? List.of(Collections.max(choices.durations()))
            : wantedFirst(
                request.seconds(),
                source == null ? null : source.offer().seconds(),
                choices.defaultSeconds(),
                choices.durations());
    List<AspectRatio> shapes = shapes(request, source);
    List<Resolution> resolutions =
        wantedFirst(
            request.resolution(),
            // The clips of a film are to fit together.
            source != null && request.kind() == RequestKind.CONTINUE
                ? source.offer().resolution()
                : null,
            null,
            choices.resolutions());
    for (Resolution resolution : resolutions) {
      for (Integer seconds : lengths) {
        if (shapes.isEmpty() && choices.permits(seconds, null, resolution)) {
          return Optional.of(new Combination(seconds, null, resolution));
        }
        for (AspectRatio shape : shapes) {
          if (choices.permits(seconds, shape, resolution)) {
            return Optional.of(new Combination(seconds, shape, resolution));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Empty where none is chosen: the model has none, or goes by the picture. */
  private List<AspectRatio> shapes(VideoRequest request, @Nullable Task source) {
    boolean free = request.aspect() == null && source == null && request.picture() != null;
    if (choices.aspects().isEmpty() || (free && mode != null && decidesAspect(row.variant(mode)))) {
      return List.of();
    }
    AspectRatio preferred =
        source != null
            ? aspectOf(source)
            : request.picture() == null
                ? null
                : request.picture().nearestAspectRatio(choices.aspects()).orElse(null);
    return wantedFirst(request.aspect(), preferred, null, choices.aspects());
  }

  /** Nothing but the wanted value, or all with two of them in front if they are among them. */
  private static <T> List<T> wantedFirst(
      @Nullable T wanted, @Nullable T preferred, @Nullable T usual, Collection<T> all) {
    return wanted != null
        ? List.of(wanted)
        : Stream.concat(
                Stream.of(Optional.ofNullable(preferred), Optional.ofNullable(usual))
                    .flatMap(Optional::stream)
                    .filter(all::contains),
                all.stream())
            .distinct()
            .toList();
  }

  private static boolean decidesAspect(Variant variant) {
    WireFormat.ImageRule rule = variant.wire().imageRule();
    return rule != null && rule.decidesAspect();
  }

  private static @Nullable AspectRatio aspectOf(Task source) {
    AspectRatio chosen = source.offer().aspect();
    if (chosen != null && !chosen.isAdaptive()) {
      return chosen;
    }
    return source.state() instanceof TaskState.WithFile kept ? shapeOf(kept.video()) : null;
  }

  private static AspectRatio shapeOf(Video video) {
    return video.width() >= video.height() ? AspectRatio.LANDSCAPE : AspectRatio.PORTRAIT;
  }
}
