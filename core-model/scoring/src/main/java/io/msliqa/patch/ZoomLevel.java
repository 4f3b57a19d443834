package io.msliqa.patch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says how one head of the network sees a training picture: resized, then cropped (section 3 of the MSLIQA paper). A
 * resized picture that is smaller than the crop is mirrored around, as in scoring.
 *
 * <p>Written as text in manifests and settings: {@code whole}, {@code crop-224}, {@code resize-256}, {@code
 * resize-768/crop-384}, {@code resize-224x224}, {@code zoom-200/crop-384} (see {@link #parse}).
 *
 * @param resize how the sides change
 * @param resizeTo the side in pixels that {@code resize} aims at, with {@link Resize#ZOOM} percent of the sides; 0 with
 *     {@link Resize#NONE}
 * @param crop the side in pixels of the square that is cut out afterwards; 0 for none
 */
public record ZoomLevel(Resize resize, int resizeTo, int crop) {

    /** The ways to change the sides of a picture before it is cropped. */
    public enum Resize {
        /** They stay. */
        NONE,
        /** The shorter side becomes {@code resizeTo}, the aspect is kept (torchvision's meaning). */
        SHORTER_SIDE,
        /** Both become {@code resizeTo}, the aspect is lost: the paper's baseline. */
        SQUARE,
        /** Both are multiplied, as for the patches of TTA, whatever they are. */
        ZOOM
    }

    private static final Pattern TEXT =
            Pattern.compile("(?:(resize|zoom)-(\\d{1,5})(x\\d{1,5})?(?:/(?=crop)|$))?(?:crop-(\\d{1,5}))?");

    public ZoomLevel {
        if ((resize == Resize.NONE) != (resizeTo == 0) || resizeTo < 0 || crop < 0) {
            throw new IllegalArgumentException("Not a zoom level: " + resize + " to " + resizeTo + ", crop " + crop);
        }
    }

    /**
     * Reads the text form that {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is no zoom level; the message shows what is
     */
    public static ZoomLevel parse(String text) {
        if (text.equals("whole")) {
            return new ZoomLevel(Resize.NONE, 0, 0);
        }
        Matcher matcher = TEXT.matcher(text);
        boolean square = matcher.matches() && matcher.group(3) != null;
        boolean zoom = matcher.matches() && "zoom".equals(matcher.group(1));
        if (text.isEmpty()
                || !matcher.matches()
                || (square && (zoom || !matcher.group(3).equals("x" + matcher.group(2))))) {
            throw new IllegalArgumentException("'" + text + "' is no zoom level; write whole, crop-224, resize-256,"
                    + " resize-768/crop-384, resize-224x224 or zoom-200/crop-384");
        }
        int resizeTo = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        int crop = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        Resize resize = resizeTo == 0 ? Resize.NONE : zoom ? Resize.ZOOM : square ? Resize.SQUARE : Resize.SHORTER_SIDE;
        return new ZoomLevel(resize, resizeTo, crop);
    }

    /** Whether it shows a square of a picture that keeps its aspect, at a zoom that does not depend on the picture. */
    public boolean isZoomedCrop() {
        return crop > 0 && (resize == Resize.NONE || resize == Resize.ZOOM);
    }

    /**
     * What the sides are multiplied by.
     *
     * @throws IllegalStateException if that depends on the picture, see {@link #isZoomedCrop}
     */
    public double zoom() {
        return switch (resize) {
            case NONE -> 1;
            case ZOOM -> resizeTo / 100.0;
            case SHORTER_SIDE, SQUARE ->
                throw new IllegalStateException("The zoom of " + this + " depends on the picture");
        };
    }

    @Override
    public String toString() {
        String resized =
                switch (resize) {
                    case NONE -> "";
                    case SHORTER_SIDE -> "resize-" + resizeTo;
                    case SQUARE -> "resize-" + resizeTo + "x" + resizeTo;
                    case ZOOM -> "zoom-" + resizeTo;
                };
        String cropped = crop == 0 ? "" : "crop-" + crop;
        if (resized.isEmpty() && cropped.isEmpty()) {
            return "whole";
        }
        return resized.isEmpty() || cropped.isEmpty() ? resized + cropped : resized + "/" + cropped;
    }
}
