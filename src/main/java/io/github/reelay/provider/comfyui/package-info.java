/**
 * ComfyUI on a GPU of one's own: a workflow is filled and posted under an id of ours, and looked
 * for in the server's queue, history and files. Nothing is paid, so what the server forgot it gets
 * again.
 */
@NullMarked
package io.github.reelay.provider.comfyui;

import org.jspecify.annotations.NullMarked;
