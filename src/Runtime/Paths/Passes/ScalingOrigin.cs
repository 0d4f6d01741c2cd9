using System;
using System.Collections.Generic;

namespace NetSpec.Runtime.Paths.Passes;

/// <summary>What made a value of a path-norm pass: its operands, and how a gradient goes back to them.</summary>
/// <param name="operands">What was read.</param>
internal abstract class ScalingOrigin(params ScaledValue[] operands)
{
    public IReadOnlyList<ScaledValue> Operands { get; } = operands;

    /// <summary>What the gradient at the result contributes to that at an operand.</summary>
    public abstract GradientPart Back(int operand, ScaledValue gradient);

    /// <summary>Bounds that lead to units which the operands can have too; most layers take any.</summary>
    public virtual Magnitude[] Common(Magnitude[] bounds) => bounds;

    /// <summary>Whether the units of the gradient at the result have to be chosen from its bounds.</summary>
    public virtual bool IsParticular => false;

    /// <summary>A layer with weights between channels.</summary>
    public sealed class Layer(ScaledValue from, LinearScaling back) : ScalingOrigin(from)
    {
        public LinearScaling BackScaling { get; } = back;

        public override GradientPart Back(int operand, ScaledValue gradient) => new(BackScaling.Bounds(gradient.Bounds), null);
    }

    /// <summary>A factor a channel.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="factors">The factors; null where all are frozen at one, so that the operand may have the result's units.</param>
    public sealed class Factors(ScaledValue from, double[]? factors) : ScalingOrigin(from)
    {
        public override GradientPart Back(int operand, ScaledValue gradient) => factors is null
            ? new(gradient.Bounds, gradient.Units)
            : new(Array.ConvertAll(Sequence(factors.Length), i => gradient.Bounds[i] * new Magnitude(factors[i])), null);
    }

    /// <summary>A sum.</summary>
    public sealed class Sum(ScaledValue[] operands) : ScalingOrigin(operands)
    {
        public override GradientPart Back(int operand, ScaledValue gradient) => new(gradient.Bounds, gradient.Units);
    }

    /// <summary>Channels of several values, one behind the other.</summary>
    public sealed class Join(ScaledValue[] operands) : ScalingOrigin(operands)
    {
        public override GradientPart Back(int operand, ScaledValue gradient)
        {
            var first = 0;
            for (var i = 0; i < operand; i++)
            {
                first += Operands[i].Channels;
            }

            var end = first + Operands[operand].Channels;
            return new(gradient.Bounds[first..end], gradient.Units[first..end]);
        }
    }

    /// <summary>Some channels of a value, each at most once.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="channels">Which of its channels each of the result is.</param>
    public sealed class Selection(ScaledValue from, int[] channels) : ScalingOrigin(from)
    {
        public override GradientPart Back(int operand, ScaledValue gradient)
        {
            var (bounds, units) = (new Magnitude[Operands[0].Channels], new Magnitude[Operands[0].Channels]);
            Array.Fill(bounds, Magnitude.Zero);
            Array.Fill(units, Magnitude.One);
            for (var i = 0; i < channels.Length; i++)
            {
                (bounds[channels[i]], units[channels[i]]) = (gradient.Bounds[i], gradient.Units[i]);
            }

            return new(bounds, units);
        }
    }

    /// <summary>Channels of zeros before and behind those of a value.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="front">How many before.</param>
    public sealed class Between(ScaledValue from, int front) : ScalingOrigin(from)
    {
        public override GradientPart Back(int operand, ScaledValue gradient)
        {
            var end = front + Operands[0].Channels;
            return new(gradient.Bounds[front..end], gradient.Units[front..end]);
        }
    }

    /// <summary>Sums over windows, or copies: every position of the operand goes into several of the result.</summary>
    /// <param name="from">The operand.</param>
    /// <param name="growth">How much larger than the gradient at the result that at the operand may be, in the units below.</param>
    /// <param name="unit">The unit of the gradient at the operand over that at the result.</param>
    public sealed class Windows(ScaledValue from, Magnitude growth, Magnitude unit) : ScalingOrigin(from)
    {
        public override GradientPart Back(int operand, ScaledValue gradient)
        {
            var (growth, unit) = (Growth, Unit);
            return new(Array.ConvertAll(gradient.Bounds, bound => bound * growth * unit), Array.ConvertAll(gradient.Units, of => of * unit));
        }

        private Magnitude Growth { get; } = growth;

        private Magnitude Unit { get; } = unit;
    }

    /// <summary>A map as a vector: the gradient of a channel is in one unit, whatever the pixel.</summary>
    public sealed class Pixels(ScaledValue from, int pixels) : ScalingOrigin(from)
    {
        public override bool IsParticular => true;

        public override GradientPart Back(int operand, ScaledValue gradient) => new(First(gradient.Bounds), First(gradient.Units));

        public override Magnitude[] Common(Magnitude[] bounds)
        {
            var common = new Magnitude[bounds.Length];
            for (var i = 0; i < bounds.Length; i += pixels)
            {
                var largest = Magnitude.Zero;
                foreach (var bound in bounds.AsSpan(i, pixels))
                {
                    largest = bound > largest ? bound : largest;
                }

                common.AsSpan(i, pixels).Fill(largest);
            }

            return common;
        }

        private Magnitude[] First(Magnitude[] values) => Array.ConvertAll(Sequence(values.Length / pixels), channel => values[channel * pixels]);
    }

    /// <summary>A map with channels and columns exchanged: gradients on both sides are in one unit each.</summary>
    public sealed class Turned(ScaledValue from) : ScalingOrigin(from)
    {
        public override bool IsParticular => true;

        public static Magnitude Largest(Magnitude[] bounds)
        {
            var largest = Magnitude.Zero;
            foreach (var bound in bounds)
            {
                largest = bound > largest ? bound : largest;
            }

            return largest;
        }

        public override GradientPart Back(int operand, ScaledValue gradient)
        {
            var (bounds, units) = (new Magnitude[Operands[0].Channels], new Magnitude[Operands[0].Channels]);
            Array.Fill(bounds, Largest(gradient.Bounds));
            Array.Fill(units, gradient.Units[0]);
            return new(bounds, units);
        }

        public override Magnitude[] Common(Magnitude[] bounds)
        {
            var common = new Magnitude[bounds.Length];
            Array.Fill(common, Largest(bounds));
            return common;
        }
    }

    private static int[] Sequence(int count)
    {
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = i;
        }

        return numbers;
    }
}
