using System;
using System.Runtime.Intrinsics;
using NetSpec.Runtime.Kernels.Lanes;

namespace NetSpec.Runtime.Kernels.Sequences;

/// <summary>The keys of a head with the features as rows, [feature][token], so that tokens are the lanes of vectors.</summary>
internal static unsafe class TurnedKeys
{
    private const int Side = 4;

    /// <summary>Turns the keys of a head.</summary>
    /// <param name="keys">The block of the first feature, at the first token.</param>
    /// <param name="block">Floats from one block to the next.</param>
    /// <param name="lane">The lane of the first feature.</param>
    /// <param name="features">Features of the head.</param>
    /// <param name="tokens">Tokens.</param>
    /// <param name="turned">Where to; rows have <paramref name="row"/> floats, those behind the last token are 0.</param>
    /// <param name="row">Floats of a row: a multiple of 16.</param>
    /// <param name="usesVectors">Whether there are vectors of 128 bits.</param>
    public static void Turn(float* keys, nint block, int lane, int features, int tokens, float* turned, nint row, bool usesVectors)
    {
        for (var feature = 0; feature < features;)
        {
            var at = (lane + feature) % Map.Lanes;
            var source = keys + ((lane + feature) / Map.Lanes * block) + at;
            var target = turned + (feature * row);
            var isSquare = usesVectors && at <= Map.Lanes - Side && feature <= features - Side;
            var count = isSquare ? Side : 1;
            var done = isSquare ? Squares(source, tokens, target, row) : 0;
            for (var i = 0; i < count; i++)
            {
                for (var token = done; token < tokens; token++)
                {
                    target[(i * row) + token] = source[((nint)token * Map.Lanes) + i];
                }

                new Span<float>(target + (i * row) + tokens, (int)row - tokens).Clear();
            }

            feature += count;
        }
    }

    /// <summary>Turns four features of all tokens that make fours.</summary>
    /// <returns>How many these are.</returns>
    private static int Squares(float* source, int tokens, float* target, nint row)
    {
        var token = 0;
        for (; token <= tokens - Side; token += Side, source += Side * Map.Lanes, target += Side)
        {
            var (a, b) = (*(Vector128<float>*)source, *(Vector128<float>*)(source + Map.Lanes));
            var (c, d) = (*(Vector128<float>*)(source + (2 * Map.Lanes)), *(Vector128<float>*)(source + (3 * Map.Lanes)));
            Portable128.Transpose(ref a, ref b, ref c, ref d);
            *(Vector128<float>*)target = a;
            *(Vector128<float>*)(target + row) = b;
            *(Vector128<float>*)(target + (2 * row)) = c;
            *(Vector128<float>*)(target + (3 * row)) = d;
        }

        return token;
    }
}
