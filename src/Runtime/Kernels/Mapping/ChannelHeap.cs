namespace NetSpec.Runtime.Kernels.Mapping;

/// <summary>Channels first, first + 1, … of one position as a heap, the smallest value at its root.</summary>
internal readonly unsafe struct ChannelHeap(float* position, nint block, int first)
{
    private readonly float* _position = position;

    public float this[int index]
    {
        get => *At(index);
        set => *At(index) = value;
    }

    /// <summary>Restores the order of the first <paramref name="count"/> values below <paramref name="index"/>.</summary>
    public void Sink(int index, int count)
    {
        var value = *At(index);
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= count)
            {
                break;
            }

            if (child + 1 < count && *At(child + 1) < *At(child))
            {
                child++;
            }

            if (!(*At(child) < value))
            {
                break;
            }

            *At(index) = *At(child);
            index = child;
        }

        *At(index) = value;
    }

    private float* At(int index) => _position + (((uint)(first + index) / Map.Lanes) * block) + ((uint)(first + index) % Map.Lanes);
}
