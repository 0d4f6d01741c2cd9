using System;
using System.Linq;

namespace Samples.Digits;

/// <summary>What the network says about an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="Probabilities">One a digit: the softmax of the logits.</param>
public sealed record Answer(DigitImage Image, float[] Probabilities)
{
    public int Digit => Array.IndexOf(Probabilities, Probabilities.Max());

    public bool IsRight => Digit == Image.Label;

    public static Answer Of(DigitImage image, ReadOnlySpan<float> logits)
    {
        var scores = logits.ToArray();
        var largest = scores.Max();
        var powers = scores.Select(s => MathF.Exp(s - largest)).ToArray();
        var sum = powers.Sum();
        return new Answer(image, powers.Select(p => p / sum).ToArray());
    }
}
