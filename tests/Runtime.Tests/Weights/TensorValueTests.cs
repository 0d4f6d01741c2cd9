using System;
using System.Linq;
using System.Runtime.InteropServices;
using NetSpec.Runtime.Weights;
using Xunit;

namespace NetSpec.Runtime.Tests.Weights;

public class TensorValueTests
{
    [Fact]
    public void Every_half_widens_exactly()
    {
        var halves = Enumerable.Range(0, 1 << 16).Select(i => (ushort)i).ToArray();
        var values = Read(TensorType.F16, halves.AsSpan(), 1 << 16);
        foreach (var bits in halves)
        {
            var half = BitConverter.UInt16BitsToHalf(bits);
            if (Half.IsNaN(half))
                Assert.Equal(((bits & 0x8000u) << 16) | 0x7F800000u | ((bits & 0x3FFu) << 13), BitConverter.SingleToUInt32Bits(values[bits]));
            else
                Assert.Equal(BitConverter.SingleToUInt32Bits((float)half), BitConverter.SingleToUInt32Bits(values[bits]));
        }
    }

    [Fact]
    public void Every_bfloat_widens_exactly()
    {
        var bits = Enumerable.Range(0, 1 << 16).Select(i => (ushort)i).ToArray();
        var values = Read(TensorType.BF16, bits.AsSpan(), 1 << 16);
        Assert.All(bits, b => Assert.Equal((uint)b << 16, BitConverter.SingleToUInt32Bits(values[b])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(33)]
    public void Short_and_ragged_tensors_convert_like_long_ones(int count)
    {
        var halves = Enumerable.Range(0, count).Select(i => (ushort)(i * 1979)).ToArray();
        Assert.Equal(halves.Select(h => (float)BitConverter.UInt16BitsToHalf(h)), Read(TensorType.F16, halves.AsSpan(), count));
        Assert.Equal(halves.Select(h => BitConverter.UInt32BitsToSingle((uint)h << 16)), Read(TensorType.BF16, halves.AsSpan(), count));
        var doubles = halves.Select(h => Math.Sin(h) * Math.Pow(10, (h % 80) - 40)).ToArray();
        Assert.Equal(doubles.Select(d => (float)d), Read(TensorType.F64, doubles.AsSpan(), count));
    }

    [Fact]
    public void Doubles_round_to_nearest_even_and_overflow_to_infinity()
    {
        double[] doubles =
        [
            1 + Math.Pow(2, -24), 1 + (3 * Math.Pow(2, -24)), 1e-45, 1e-46, -1e-310, double.Epsilon, 1e39, -1e300,
            float.MaxValue, (2 - Math.Pow(2, -24)) * Math.Pow(2, 127), double.PositiveInfinity, double.NaN, -0.0, 0.1,
        ];
        var values = Read(TensorType.F64, doubles.AsSpan(), doubles.Length);
        Assert.Equal([1f, 1f + (2 * MathF.Pow(2, -23)), float.Epsilon, 0f, -0f, 0f, float.PositiveInfinity, float.NegativeInfinity], values[..8]);
        Assert.Equal([float.MaxValue, float.PositiveInfinity, float.PositiveInfinity, float.NaN, -0f, 0.1f], values[8..]);
        Assert.True(float.IsNegative(values[4]) && float.IsNegative(values[12]));
    }

    [Fact]
    public void Singles_keep_every_bit()
    {
        uint[] bits = [0, 0x80000000, 1, 0x807FFFFF, 0x7F800001, 0xFFC12345, 0x7F800000, 0x3F800000];
        var values = Read(TensorType.F32, bits.AsSpan(), bits.Length);
        Assert.Equal(bits, values.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void A_tensor_longer_than_one_piece_is_whole()
    {
        var doubles = Enumerable.Range(0, 100_003).Select(i => i / 3.0).ToArray();
        Assert.Equal(doubles.Select(d => (float)d), Read(TensorType.F64, doubles.AsSpan(), doubles.Length));
    }

    [Fact]
    public void A_scalar_has_one_value_and_an_empty_tensor_none()
    {
        var bytes = RawFile.Write(
            TensorData.FromFloats("scalar", TensorType.F32, [], [3f]),
            TensorData.FromFloats("empty", TensorType.F32, [4, 0], []));
        using var file = RawFile.Open(bytes);
        Assert.Equal(["scalar F32 [scalar]", "empty F32 [4x0]"], file.Tensors.Select(t => t.ToString()));
        var value = new float[1];
        file.Read(file.Tensors[0], value);
        file.Read(file.Tensors[1], []);
        Assert.Equal(3f, value[0]);
    }

    [Fact]
    public void The_target_has_the_tensors_length_and_the_tensor_is_the_files()
    {
        var bytes = RawFile.Write(TensorData.FromFloats("a", TensorType.F32, [2], [1f, 2f]));
        using var file = RawFile.Open(bytes);
        using var other = RawFile.Open(bytes);
        Assert.StartsWith("The target has 3 floats; 'a' has 2.", Assert.Throws<ArgumentException>(() => file.Read(file.Tensors[0], new float[3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("The target has 3 bytes; 'a' has 8.", Assert.Throws<ArgumentException>(() => file.ReadBytes(file.Tensors[0], new byte[3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("'a' is not a tensor of net.safetensors.", Assert.Throws<ArgumentException>(() => file.Read(other.Tensors[0], new float[2])).Message, StringComparison.Ordinal);
    }

    private static float[] Read<T>(TensorType type, Span<T> elements, int count)
        where T : unmanaged
    {
        var bytes = RawFile.Write(new TensorData("a", type, [count], MemoryMarshal.AsBytes(elements).ToArray()));
        using var file = RawFile.Open(bytes);
        var values = new float[count];
        file.Read(file.Tensors[0], values);
        return values;
    }
}
