using System;
using System.Runtime.CompilerServices;

namespace NetSpec.Runtime.Kernels.Lanes;

/// <summary>16 lanes as 16 floats, for machines without vectors and for comparison.</summary>
[InlineArray(Map.Lanes)]
internal unsafe struct Lanes1 : ILanes<Lanes1>
{
    private float _first;

    /// <summary>They are in memory: as many as ever.</summary>
    public static int Sums => 7;

    public static Lanes1 Load(float* source)
    {
        Lanes1 result = default;
        for (var i = 0; i < Map.Lanes; i++)
        {
            result[i] = source[i];
        }

        return result;
    }

    public static Lanes1 All(float value)
    {
        Lanes1 result = default;
        for (var i = 0; i < Map.Lanes; i++)
        {
            result[i] = value;
        }

        return result;
    }

    public static Lanes1 Add(Lanes1 a, Lanes1 b)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            a[i] += b[i];
        }

        return a;
    }

    public static Lanes1 Multiply(Lanes1 a, Lanes1 b)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            a[i] *= b[i];
        }

        return a;
    }

    public static Lanes1 Divide(Lanes1 a, Lanes1 b)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            a[i] /= b[i];
        }

        return a;
    }

    public static Lanes1 PowerOfTwo(Lanes1 n)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            n[i] = n[i] is >= -126 and <= 127 ? BitConverter.Int32BitsToSingle(((int)n[i] + 127) << 23) : 1;
        }

        return n;
    }

    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            c[i] += a[i] * b[i];
        }

        return c;
    }

    public void AddProduct(Lanes1 a, Lanes1 b)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            this[i] += a[i] * b[i];
        }
    }

    public static Lanes1 Max(Lanes1 a, Lanes1 b)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            b[i] = a[i] > b[i] ? a[i] : b[i];
        }

        return b;
    }

    public static Lanes1 MaxOrNaN(Lanes1 a, Lanes1 b)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            b[i] = a[i] > b[i] || float.IsNaN(a[i]) ? a[i] : b[i];
        }

        return b;
    }

    public static Lanes1 Min(Lanes1 a, Lanes1 b)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            b[i] = a[i] < b[i] ? a[i] : b[i];
        }

        return b;
    }

    public static Lanes1 SortPairs(Lanes1 a)
    {
        for (var i = 0; i < Map.Lanes; i += 2)
        {
            if (a[i] < a[i + 1])
            {
                (a[i], a[i + 1]) = (a[i + 1], a[i]);
            }
        }

        return a;
    }

    public static bool HasNaN(Lanes1 a)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            if (float.IsNaN(a[i]))
            {
                return true;
            }
        }

        return false;
    }

    public readonly void Store(float* target)
    {
        for (var i = 0; i < Map.Lanes; i++)
        {
            target[i] = this[i];
        }
    }

    public static void Prefetch(float* source)
    {
    }
}
