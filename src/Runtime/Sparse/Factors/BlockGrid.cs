using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Runtime.Sparse.Factors;

/// <summary>
/// The product of two factors, K₁K₂, as blocks. Inner feature p adds the outer product of column p of K₁ and row p of K₂.
/// Columns of K₁ have the same support or disjoint ones, and so have rows of K₂: the features of equal supports make one block
/// of the product, of rank at most their number, and no two blocks overlap. After the two perfect shuffles (thesis, Appendix D.3) they
/// are a grid.
/// </summary>
internal static class BlockGrid
{
    public static IReadOnlyList<Block> Of(KroneckerPattern left, KroneckerPattern right)
    {
        var blocks = new Dictionary<Place, List<int>>();
        var places = new List<Place>();
        for (var p = 0; p < left.Columns; p++)
        {
            var place = new Place(p / (left.C * left.D), p % left.D, p / (right.B * right.D), p % right.D);
            if (!blocks.TryGetValue(place, out var inner))
            {
                blocks.Add(place, inner = []);
                places.Add(place);
            }

            inner.Add(p);
        }

        return [.. places.Select(place => new Block(
            new((place.LeftBlock * left.B * left.D) + place.LeftStep, left.D, left.B),
            new((place.RightBlock * right.C * right.D) + place.RightStep, right.D, right.C),
            [.. blocks[place]]))];
    }

    private readonly record struct Place(int LeftBlock, int LeftStep, int RightBlock, int RightStep);
}
