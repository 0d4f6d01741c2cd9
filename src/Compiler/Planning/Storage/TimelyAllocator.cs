using System;
using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Planning.Storage;

/// <summary>
/// Gives buffers offsets in the order in which they are needed, as a heap does: each into the smallest free piece that fits, at the
/// end where none does, and back when its time is over. It looks at the free pieces alone, which are few where values come and
/// go like a stack.
/// </summary>
internal static class TimelyAllocator
{
    /// <inheritdoc cref="BufferAllocator.Place"/>
    public static IReadOnlyList<long> Place(IReadOnlyList<BufferRequest> requests, out long total)
    {
        var offsets = new long[requests.Count];
        var free = new FreePieces();
        var ending = Enumerable.Range(0, requests.Count).OrderBy(i => requests[i].Last).ThenBy(i => i).ToArray();
        var ended = 0;
        foreach (var index in Enumerable.Range(0, requests.Count).OrderBy(i => requests[i].First).ThenByDescending(i => requests[i].Size).ThenBy(i => i))
        {
            for (; requests[ending[ended]].Last < requests[index].First; ended++)
            {
                free.Return(offsets[ending[ended]], requests[ending[ended]].Size);
            }

            offsets[index] = free.Take(requests[index].Size);
        }

        total = free.End;
        return offsets;
    }

    private sealed class FreePieces
    {
        /// <summary>By offset, no two of them side by side.</summary>
        private readonly List<Piece> _pieces = [];

        public long End { get; private set; }

        public long Take(long size)
        {
            var best = -1;
            for (var i = 0; i < _pieces.Count; i++)
            {
                if (_pieces[i].Size >= size && (best < 0 || _pieces[i].Size < _pieces[best].Size))
                    best = i;
            }

            if (best < 0)
            {
                // The last piece grows where it touches the end.
                var last = _pieces.Count - 1;
                var start = last >= 0 && _pieces[last].End == End ? _pieces[last].Offset : End;
                if (start < End)
                    _pieces.RemoveAt(last);
                End = start + size;
                return start;
            }

            var piece = _pieces[best];
            if (piece.Size == size)
                _pieces.RemoveAt(best);
            else
                _pieces[best] = new(piece.Offset + size, piece.Size - size);
            return piece.Offset;
        }

        public void Return(long offset, long size)
        {
            if (size == 0)
                return;

            var at = ~_pieces.BinarySearch(new(offset, size));
            var piece = new Piece(offset, size);
            if (at < _pieces.Count && _pieces[at].Offset == piece.End)
            {
                piece = piece with { Size = size + _pieces[at].Size };
                _pieces.RemoveAt(at);
            }

            if (at > 0 && _pieces[at - 1].End == offset)
                _pieces[at - 1] = _pieces[at - 1] with { Size = _pieces[at - 1].Size + piece.Size };
            else
                _pieces.Insert(at, piece);
        }
    }

    private readonly record struct Piece(long Offset, long Size) : IComparable<Piece>
    {
        public long End => Offset + Size;

        public int CompareTo(Piece other) => Offset.CompareTo(other.Offset);
    }
}
