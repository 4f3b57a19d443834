package io.msliqa.image.jpeg;

import java.util.ArrayList;
import java.util.List;

/** A scan header (SOS): which components, and for progressive pictures which part of their coefficients. */
record ScanHeader(List<Component> components, int from, int to, int high, int low) {

    static ScanHeader read(Frame frame, Tables tables, byte[] file, int at, int end) throws JpegException {
        int count = end > at ? file[at] & 0xFF : 0;
        if (count < 1 || count > frame.components.length || end - at < 4 + 2 * count) {
            throw JpegException.corrupt("Its scan header is damaged");
        }
        int behind = at + 1 + 2 * count;
        int from = file[behind] & 0xFF;
        int to = file[behind + 1] & 0xFF;
        int high = file[behind + 2] >> 4 & 15;
        int low = file[behind + 2] & 15;
        if (frame.isProgressive()
                && (from > to || to > 63 || (from == 0 && to > 0) || (from > 0 && count > 1) || low > 13)) {
            throw JpegException.corrupt("Its scan header asks for an impossible part of the picture");
        }
        List<Component> components = new ArrayList<>();
        int blocks = 0;
        for (int i = 0; i < count; i++) {
            Component component = named(frame, file[at + 1 + 2 * i] & 0xFF);
            if (components.contains(component)) {
                throw JpegException.corrupt("Its scan header names a component twice");
            }
            components.add(component);
            blocks += component.horizontal * component.vertical;
            int numbers = file[at + 2 + 2 * i] & 0xFF;
            boolean dc = !frame.isProgressive() || (from == 0 && high == 0);
            boolean ac = frame.isProgressive() ? from > 0 : !frame.isLossless();
            component.dc = dc ? tables.dc(numbers >> 4) : component.dc;
            component.ac = ac ? tables.ac(numbers & 15) : component.ac;
            if (component.quantisation == null && !frame.isLossless()) {
                component.quantisation = tables.quantisation(component.tableNumber);
            }
            component.predictor = 0;
        }
        if (count > 1 && blocks > 10 && !frame.isLossless()) {
            throw JpegException.corrupt("Its scan header interleaves more blocks than may be");
        }
        return new ScanHeader(components, from, to, high, low);
    }

    private static Component named(Frame frame, int id) throws JpegException {
        for (Component component : frame.components) {
            if (component.id == id) {
                return component;
            }
        }
        throw JpegException.corrupt("Its scan header names a component that it does not have");
    }
}
