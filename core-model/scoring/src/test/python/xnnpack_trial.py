"""Prints what XnnTrial's small network says of its picture, computed in double precision.

    python3 xnnpack_trial.py
"""

CHANNELS = 20
SQUEEZED = 9
OUTPUTS = 5
WIDTH, HEIGHT = 13, 11
MEAN = (0.485, 0.456, 0.406)
DEVIATION = (0.229, 0.224, 0.225)


def values(key, count):
    return [((i * 31 + key * 17) % 23 - 11) / 32 for i in range(count)]


def hard_sigmoid(x):
    return min(max(x / 6 + 0.5, 0), 1)


def convolution(x, weights, bias, kernel, stride, single):
    rows, columns, inputs, outputs = len(x), len(x[0]), len(x[0][0]), len(bias)
    padding = (kernel - 1) // 2
    result = []
    for top in range(0, rows, stride):
        line = []
        for left in range(0, columns, stride):
            sums = list(bias)
            for out in range(outputs):
                for channel in [out] if single else range(inputs):
                    for dy in range(kernel):
                        for dx in range(kernel):
                            row, column = top + dy - padding, left + dx - padding
                            if 0 <= row < rows and 0 <= column < columns:
                                at = out if single else out * inputs + channel
                                sums[out] += x[row][column][channel] * weights[(at * kernel + dy) * kernel + dx]
            line.append(sums)
        result.append(line)
    return result


def each(x, function):
    return [[[function(value) for value in pixel] for pixel in row] for row in x]


def mean(x):
    count = len(x) * len(x[0])
    return [sum(pixel[c] for row in x for pixel in row) / count for c in range(len(x[0][0]))]


def linear(x, weights, bias):
    return [b + sum(weights[o * len(x) + i] * value for i, value in enumerate(x)) for o, b in enumerate(bias)]


picture = [
    [
        [((((y * WIDTH + x) * 3 + c) * 37 + 11) % 256 / 255 - MEAN[c]) / DEVIATION[c] for c in range(3)]
        for x in range(WIDTH)
    ]
    for y in range(HEIGHT)
]
stem = convolution(picture, values(1, CHANNELS * 27), values(2, CHANNELS), 3, 2, False)
stem = each(stem, lambda v: v * hard_sigmoid(v))
wide = convolution(stem, values(3, CHANNELS * 25), values(4, CHANNELS), 5, 2, True)
wide = each(wide, lambda v: max(v, 0))
squeezed = [max(v, 0) for v in linear(mean(wide), values(5, SQUEEZED * CHANNELS), values(6, SQUEEZED))]
gates = [hard_sigmoid(v) for v in linear(squeezed, values(7, CHANNELS * SQUEEZED), values(8, CHANNELS))]
gated = [[[v * g for v, g in zip(pixel, gates)] for pixel in row] for row in wide]
narrow = convolution(gated, values(9, CHANNELS * CHANNELS), values(10, CHANNELS), 1, 1, False)
total = [[[a + b for a, b in zip(p, q)] for p, q in zip(r, s)] for r, s in zip(narrow, gated)]
print(linear(mean(total), values(11, OUTPUTS * CHANNELS), values(12, OUTPUTS)))
