using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>
/// The support of a chain's product by digits. The position of a value is written in mixed radix. A factor (a, b, c, d)
/// takes the digits from place d to place c·d away and puts one of radix b there, which can be anything; all other digits
/// are passed on. At the end an input reaches the outputs that have its remaining digits. This works as long as every cut
/// falls between digits or divides one, as it does in all chains of practice; supports that are no such product remain.
/// </summary>
internal sealed class SupportDigits
{
    /// <summary>The digits of a position, lowest first, none of radix 1.</summary>
    private readonly List<Digit> _digits;
    private readonly FactorChain _chain;

    private SupportDigits(FactorChain chain) => (_chain, _digits) = (chain, [new(chain.Inputs, 1)]);

    /// <summary>The support; null when some cut does not divide the digit that it falls into.</summary>
    public static ProductSupport? Of(FactorChain chain)
    {
        var position = new SupportDigits(chain);
        return chain.Factors.All(position.Apply) ? position.Support() : null;
    }

    private bool Apply(KsPattern factor)
    {
        if (Cut(factor.D) is not { } low || Cut((long)factor.C * factor.D) is not { } high)
        {
            return false;
        }

        _digits.RemoveRange(low, high - low);
        _digits.Insert(low, new(factor.B, null));
        Join();
        return true;
    }

    /// <summary>The number of digits below a place, once a digit across it is cut in two; null when it cannot be.</summary>
    private int? Cut(long place)
    {
        var below = 1L;
        for (var i = 0; i < _digits.Count; i++)
        {
            if (below >= place)
            {
                return below == place ? i : null;
            }

            var (digit, above) = (_digits[i], below * _digits[i].Radix);
            if (above > place)
            {
                if (place % below != 0 || above % place != 0)
                {
                    return null;
                }

                var radix = place / below;
                _digits[i] = digit with { Radix = radix };
                _digits.Insert(i + 1, new(above / place, digit.Input * radix));
                return i + 1;
            }

            below = above;
        }

        return _digits.Count;
    }

    /// <summary>Makes one of neighbours that are free, or that are neighbours in the input as well: more cuts divide it.</summary>
    private void Join()
    {
        _digits.RemoveAll(digit => digit.Radix == 1);
        for (var i = _digits.Count - 1; i > 0; i--)
        {
            var (lower, upper) = (_digits[i - 1], _digits[i]);
            if (lower.Above == upper.Input)
            {
                _digits[i - 1] = lower with { Radix = lower.Radix * upper.Radix };
                _digits.RemoveAt(i);
            }
        }
    }

    private ProductSupport Support()
    {
        var kept = _digits.Where(digit => digit.Input is not null).Aggregate(1L, (product, digit) => product * digit.Radix);
        var digits = new Queue<Digit>(_digits);
        var d = Take(digits, digit => digit.Input == 1);
        var b = Take(digits, digit => digit.Input is null);
        var a = Take(digits, digit => digit.Above == _chain.Inputs);
        return new(
            digits.Count == 0 ? new((int)a, (int)b, (int)(_chain.Inputs / (a * d)), (int)d) : null,
            _chain.Inputs * (_chain.Outputs / kept));
    }

    private static long Take(Queue<Digit> digits, System.Predicate<Digit> isNext) => digits.Count > 0 && isNext(digits.Peek()) ? digits.Dequeue().Radix : 1;

    /// <param name="Radix">The number of its values.</param>
    /// <param name="Input">The place of the digit of the input that it is; null when it is free.</param>
    private sealed record Digit(long Radix, long? Input)
    {
        /// <summary>The place above it in the input; null when it is free.</summary>
        public long? Above => Input * Radix;
    }
}
