package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.RemixMode;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan to make a request: a catalogue row, and how it would be used. Knows which values it leaves
 * open.
 *
 * @param mode null when the row has no way at all to do what is asked
 * @param fixedAspect the only shape that can come out, decided by a picture or a source; null if
 *     free
 */
record GenerationPlan(
    ModelRow row,
    @Nullable GenerationMode mode,
    @Nullable AspectRatio fixedAspect,
    List<Integer> durations,
    List<Resolution> resolutions) {

  static GenerationPlan of(
      ModelRow row, Dialect dialect, VideoRequest request, @Nullable Task source, boolean links) {
    List<Integer> durations = row.choices().durations();
    List<Resolution> resolutions = row.choices().resolutions();
    if (source == null) {
      if (request.picture() == null) {
        return new GenerationPlan(row, GenerationMode.TEXT, null, durations, resolutions);
      }
      AspectRatio imageAspect = request.picture().nearestAspectRatio();
      return new GenerationPlan(
          row,
          supportsImage(row, links) ? GenerationMode.PICTURE : null,
          imageDecidesAspect(row) ? imageAspect : null,
          durations,
          resolutions);
    }
    if (row.remix() == RemixMode.NATIVE && source.remoteId() != null) {
      Resolution same = source.offer().resolution();
      return new GenerationPlan(
          row,
          GenerationMode.REMIX,
          aspectOf(source),
          dialect.remixKeepsDuration() ? List.of(source.offer().seconds()) : durations,
          same == null ? resolutions : List.of(same));
    }
    boolean frame =
        row.remix() != RemixMode.NONE
            && supportsImage(row, links)
            && source.state() instanceof TaskState.WithFile;
    return new GenerationPlan(
        row,
        frame ? GenerationMode.LAST_FRAME : null,
        imageDecidesAspect(row) ? aspectOf(source) : null,
        durations,
        resolutions);
  }

  static boolean supportsImage(ModelRow row, boolean links) {
    WireFormat.ImageRule rule = row.wire().imageRule();
    return rule != null && (rule.transfer() != WireFormat.ImageTransfer.LINK || links);
  }

  static boolean supportsRemix(ModelRow row, boolean links) {
    return switch (row.remix()) {
      case NATIVE -> true;
      case LAST_FRAME -> supportsImage(row, links);
      case NONE -> false;
    };
  }

  List<AspectRatio> aspects() {
    return fixedAspect == null ? row.choices().aspects() : List.of(fixedAspect);
  }

  /** Every open choice made. Only for a way that can do what is asked. */
  Offer offer(VideoRequest request, @Nullable Task source) {
    if (mode == null) {
      throw new IllegalStateException("no way to " + request.kind() + " by " + row.model());
    }
    int seconds = seconds(request, source);
    return new Offer(
        row.provider(),
        row.model(),
        mode,
        seconds,
        aspect(request, source),
        mode == GenerationMode.REMIX ? null : resolution(request),
        row.price().forSeconds(seconds),
        row.times().typical(),
        row.times().hardDeadline(),
        row.chargedOnFailure());
  }

  private int seconds(VideoRequest request, @Nullable Task source) {
    if (request.seconds() != null) {
      return request.seconds();
    }
    return source != null && durations.contains(source.offer().seconds())
        ? source.offer().seconds()
        : row.choices().defaultSeconds();
  }

  private @Nullable AspectRatio aspect(VideoRequest request, @Nullable Task source) {
    if (fixedAspect != null || mode == GenerationMode.REMIX) {
      return null;
    }
    if (request.aspect() != null) {
      return request.aspect();
    }
    AspectRatio preferredAspect =
        source != null
            ? aspectOf(source)
            : request.picture() == null ? null : request.picture().nearestAspectRatio();
    return preferredAspect != null && aspects().contains(preferredAspect)
        ? preferredAspect
        : aspects().getFirst();
  }

  private Resolution resolution(VideoRequest request) {
    return request.resolution() == null ? resolutions.getFirst() : request.resolution();
  }

  private static boolean imageDecidesAspect(ModelRow row) {
    WireFormat.ImageRule rule = row.wire().imageRule();
    return rule != null && rule.decidesAspect();
  }

  private static @Nullable AspectRatio aspectOf(Task source) {
    if (source.offer().aspect() != null) {
      return source.offer().aspect();
    }
    return source.state() instanceof TaskState.WithFile kept ? shapeOf(kept.video()) : null;
  }

  private static AspectRatio shapeOf(Video video) {
    return video.width() >= video.height() ? AspectRatio.LANDSCAPE : AspectRatio.PORTRAIT;
  }
}
